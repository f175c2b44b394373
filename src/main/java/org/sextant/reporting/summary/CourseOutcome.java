package org.sextant.reporting.summary;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;

/**
 * The outcome of one course on one instrument. The summary of a course and the reports on many courses both use this
 * class, so that an outcome has one definition.
 *
 * @param baseline the score that later scores are compared with; null where there is none
 * @param later the scores after the baseline, in the order in which they were taken
 * @param firstStart the start of the course's first infusion, or null
 * @param firstResponse the first score that is a response, even where the response was lost later; null where there is
 *     none
 */
public record CourseOutcome(
        Instrument instrument, Score baseline, List<Score> later, Instant firstStart, Score firstResponse) {

    /** Two scores that are not consecutive confirm a relapse only when they are at least this far apart. */
    private static final Duration RELAPSE_CONFIRMATION = Duration.ofDays(14);

    /**
     * Evaluates the scores of one instrument in one course.
     *
     * @param scores in any order, without scores entered in error
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

    /** True where the outcome can be evaluated: there is a baseline and a score after the baseline. */
    public boolean judged() {
        return !later.isEmpty();
    }

    /** The last score after the baseline, which decides the outcome; null where there is none. */
    public Score latest() {
        return judged() ? later.get(later.size() - 1) : null;
    }

    /** The lowest total after the baseline; null where there is none. */
    public Integer best() {
        return later.stream().map(Score::total).min(Comparator.naturalOrder()).orElse(null);
    }

    /** In % of the baseline, one decimal, negative is better; null where the baseline is 0 or not {@link #judged}. */
    public BigDecimal percentChange() {
        return judged() ? latest().percentChangeFrom(baseline) : null;
    }

    /** Null where not {@link #judged}, or where the instrument does not define a response. */
    public Boolean response() {
        return judged()
                ? instrument.response(baseline.total(), latest().total()).orElse(null)
                : null;
    }

    /** Null where not {@link #judged}, or where the instrument does not define a remission. */
    public Boolean remission() {
        return judged() ? instrument.remission(latest().total()).orElse(null) : null;
    }

    /** Null where not {@link #judged}. */
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
     * The score at which the response was lost: the first of two scores, consecutive or at least 14 days apart, that
     * are no response, at least half of the baseline and above the remission cut-off; null without a response or a
     * relapse.
     */
    public Score relapse() {
        Score firstRelapsed = null;
        Score before = null;
        for (var score : afterFirstResponse()) {
            if (!isRelapsed(score)) {
                before = null;
                continue;
            }
            if (firstRelapsed == null) {
                firstRelapsed = score;
            } else if (!score.takenAt().isBefore(firstRelapsed.takenAt().plus(RELAPSE_CONFIRMATION))) {
                return firstRelapsed;
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

    private boolean isRelapsed(Score score) {
        return !responds(score)
                && score.total() * 2 >= baseline.total()
                && !instrument.remission(score.total()).orElse(false);
    }
}
