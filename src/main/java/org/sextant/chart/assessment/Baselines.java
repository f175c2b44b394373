package org.sextant.chart.assessment;

import java.util.List;
import org.sextant.chart.session.Progress;

/**
 * The scores of one course, with the baseline of each instrument.
 *
 * @param inherited the scores of the induction whose baselines apply to a maintenance course; null where the course has
 *     its own baselines
 */
record Baselines(List<Score> scores, Progress progress, Baselines inherited) {

    /** The baseline on the instrument of the assessment; null where the assessment is not after a baseline. */
    Score before(Assessment assessment) {
        return inherited != null
                ? inherited.before(assessment)
                : Score.baseline(ofSameInstrument(assessment), progress.firstStart())
                        .filter(baseline -> assessment.score().isAfter(baseline))
                        .orElse(null);
    }

    /**
     * True where no session changed and no score on the instrument was recorded after the assessment was recorded. False
     * where the baselines are those of another course, because its records may have changed.
     */
    boolean unchangedSince(Assessment assessment) {
        if (inherited != null) {
            return false;
        }
        var recorded = assessment.recordedAt();
        return (progress.changedAt() == null || !progress.changedAt().isAfter(recorded))
                && ofSameInstrument(assessment).stream()
                        .noneMatch(score -> score.recordedAt().isAfter(recorded));
    }

    private List<Score> ofSameInstrument(Assessment assessment) {
        return scores.stream()
                .filter(score -> score.instrument().equals(assessment.instrument()))
                .toList();
    }
}
