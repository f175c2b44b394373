package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;

/**
 * What the scores of one instrument say of one course. The only place that decides it: the summary of a course and the
 * reports on many ask here.
 *
 * @param baseline what the others are compared with; null where there is none
 * @param later the scores after the baseline, in the order they were taken
 * @param firstStart the start of the course's first infusion, or null
 * @param firstResponse the first score that is a response, whatever came of it; null where there is none
 */
public record CourseOutcome(
        Instrument instrument, Score baseline, List<Score> later, Instant firstStart, Score firstResponse) {

    /** How far apart two scores have to be to make a relapse with others between them. */
    private static final Duration APART = Duration.ofDays(14);

    /**
     * Judges the scores of one instrument in one course.
     *
     * @param scores in any order, entered-in-error ones left out
     * @param firstStart the start of the course's first infusion, or null
     */
    public static CourseOutcome of(Instrument instrument, List<Score> scores, Instant firstStart) {
        var baseline = Score.baseline(scores, firstStart);
        if (baseline.isEmpty()) {
            return new CourseOutcome(instrument, null, List.of(), firstStart, null);
        }
        var later = Score.after(baseline.get(), scores);
        var before = baseline.get().total();
        var firstResponse = later.stream()
                .filter(score -> instrument.response(before, score.total()).orElse(false))
                .findFirst()
                .orElse(null);
        return new CourseOutcome(instrument, baseline.get(), later, firstStart, firstResponse);
    }

    /** True where there is something to judge: a baseline and a score after it. */
    public boolean judged() {
        return !later.isEmpty();
    }

    /** The last score after the baseline, which the outcome is judged on; null where there is none. */
    public Score latest() {
        return judged() ? later.get(later.size() - 1) : null;
    }

    /** The lowest total after the baseline; null where there is none. */
    public Integer best() {
        return later.stream().map(Score::total).min(Comparator.naturalOrder()).orElse(null);
    }

    /** In % of the baseline, one decimal, negative is better; null where the baseline is 0 or nothing is judged. */
    public BigDecimal percentChange() {
        return judged() ? latest().percentChangeFrom(baseline) : null;
    }

    /** Null where nothing is judged, or the instrument does not define it. */
    public Boolean response() {
        return judged()
                ? instrument.response(baseline.total(), latest().total()).orElse(null)
                : null;
    }

    /** Null where nothing is judged, or the instrument does not define it. */
    public Boolean remission() {
        return judged() ? instrument.remission(latest().total()).orElse(null) : null;
    }

    /** Null where nothing is judged. */
    public Boolean worsened() {
        return judged() ? instrument.worsened(baseline.total(), latest().total()) : null;
    }

    /** From the start of the first infusion to the first response; null without either. */
    public Duration timeToResponse() {
        return firstResponse == null || firstStart == null
                ? null
                : Duration.between(firstStart, firstResponse.takenAt());
    }

    /**
     * The score with which the response was lost: the first of two in a row, or of two at least 14 days apart, that are
     * no response, at least half of the baseline and above the line of remission; null where it was not lost, or there
     * was none.
     */
    public Score relapse() {
        Score firstBack = null;
        Score before = null;
        for (var score : afterFirstResponse()) {
            if (!isBack(score)) {
                before = null;
                continue;
            }
            if (firstBack == null) {
                firstBack = score;
            } else if (!score.takenAt().isBefore(firstBack.takenAt().plus(APART))) {
                return firstBack;
            } else if (before != null) {
                return before;
            }
            before = score;
        }
        return null;
    }

    private List<Score> afterFirstResponse() {
        return firstResponse == null ? List.of() : later.subList(later.indexOf(firstResponse) + 1, later.size());
    }

    private boolean responds(Score score) {
        return instrument.response(baseline.total(), score.total()).orElse(false);
    }

    private boolean isBack(Score score) {
        return !responds(score)
                && score.total() * 2 >= baseline.total()
                && !instrument.remission(score.total()).orElse(false);
    }
}
