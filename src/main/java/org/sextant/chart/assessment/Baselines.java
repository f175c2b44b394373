package org.sextant.chart.assessment;

import java.util.List;
import org.sextant.chart.session.Progress;

/** The scores of one course, and which of them the others are compared with. */
record Baselines(List<Score> scores, Progress progress) {

    /** The baseline that the assessment comes after, or null. */
    Score before(Assessment assessment) {
        return Score.baseline(ofSameInstrument(assessment), progress.firstStart())
                .filter(baseline -> assessment.score().isAfter(baseline))
                .orElse(null);
    }

    /** True where nothing that the comparison rests on has come in since the assessment did. */
    boolean settledSince(Assessment assessment) {
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
