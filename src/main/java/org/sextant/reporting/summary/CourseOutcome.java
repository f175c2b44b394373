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
 * @param ownBaseline false where the baseline is that of an earlier course of the episode
 * @param later the course's scores after the baseline, in the order in which they were taken
 * @param firstStart the start of the course's first infusion, or null
 * @param firstResponse the first of these scores that is a response, even where the response was lost later; null where
 *     there is none
 * @param followed the scores after the first response, of the later courses too, up to the next induction
 * @param sequel what ended the response beside scores; null for a course that no induction follows
 */
public record CourseOutcome(
        Instrument instrument,
        Score baseline,
        boolean ownBaseline,
        List<Score> later,
        Instant firstStart,
        Score firstResponse,
        List<Score> followed,
        Sequel sequel) {

    /** Two scores that are not consecutive confirm a relapse only when they are at least this far apart. */
    private static final Duration RELAPSE_CONFIRMATION = Duration.ofDays(14);

    /**
     * What followed a course in its episode.
     *
     * @param scores of the course and of the courses after it up to the next induction, in the order in which they were
     *     taken
     * @param reinducedAt when that induction was activated; null where no induction followed
     * @param forRelapse true where the reason of that induction was a relapse
     */
    record Sequel(List<Score> scores, Instant reinducedAt, boolean forRelapse) {

        private boolean endsAfter(Score response) {
            return reinducedAt == null || !reinducedAt.isBefore(response.takenAt());
        }
    }

    /** What showed that a response was lost. */
    public enum RelapseBy {
        SCORES,
        REINDUCTION
    }

    /** The loss of a response. */
    public record Relapse(Instant at, RelapseBy by) {}

    /**
     * Evaluates the scores of one instrument in a course that is an episode of its own.
     *
     * @param scores in any order, without scores entered in error
     * @param firstStart the start of the course's first infusion, or null
     */
    public static CourseOutcome of(Instrument instrument, List<Score> scores, Instant firstStart) {
        return of(instrument, Score.baseline(scores, firstStart).orElse(null), true, scores, firstStart, null);
    }

    /**
     * Evaluates the scores of one instrument in a course of an episode.
     *
     * @param scores of the course, in any order
     * @param sequel null for the last course of the episode
     */
    static CourseOutcome of(
            Instrument instrument,
            Score baseline,
            boolean ownBaseline,
            List<Score> scores,
            Instant firstStart,
            Sequel sequel) {
        var later = baseline == null ? List.<Score>of() : Score.after(baseline, scores);
        var firstResponse = later.stream()
                .filter(score ->
                        instrument.response(baseline.total(), score.total()).orElse(false))
                .findFirst()
                .orElse(null);
        var ended = sequel != null && firstResponse != null && sequel.endsAfter(firstResponse) ? sequel : null;
        return new CourseOutcome(
                instrument,
                baseline,
                ownBaseline,
                later,
                firstStart,
                firstResponse,
                after(firstResponse, ended == null ? later : ended.scores()),
                ended);
    }

    private static List<Score> after(Score response, List<Score> scores) {
        return response == null ? List.of() : scores.subList(scores.indexOf(response) + 1, scores.size());
    }

    /** True where the outcome can be evaluated: there is a baseline and a score after the baseline. */
    public boolean evaluated() {
        return !later.isEmpty();
    }

    /** The last score after the baseline, which decides the outcome; null where there is none. */
    public Score latest() {
        return evaluated() ? later.get(later.size() - 1) : null;
    }

    /** The lowest total after the baseline; null where there is none. */
    public Integer best() {
        return later.stream().map(Score::total).min(Comparator.naturalOrder()).orElse(null);
    }

    /** In % of the baseline, one decimal, negative is better; null where the baseline is 0 or not {@link #evaluated}. */
    public BigDecimal percentChange() {
        return evaluated() ? latest().percentChangeFrom(baseline) : null;
    }

    /** Null where not {@link #evaluated}, or where the instrument does not define a response. */
    public Boolean response() {
        return evaluated()
                ? instrument.response(baseline.total(), latest().total()).orElse(null)
                : null;
    }

    /** Null where not {@link #evaluated}, or where the instrument does not define a remission. */
    public Boolean remission() {
        return evaluated() ? instrument.remission(latest().total()).orElse(null) : null;
    }

    /** Null where not {@link #evaluated}. */
    public Boolean worsened() {
        return evaluated() ? instrument.worsened(baseline.total(), latest().total()) : null;
    }

    /**
     * From the start of the first infusion to the first response; null without either, and where the course continues
     * an induction, whose infusions came before.
     */
    public Duration timeToResponse() {
        return firstResponse == null || firstStart == null || !ownBaseline
                ? null
                : Duration.between(firstStart, firstResponse.takenAt());
    }

    /**
     * The loss of the response: the first of two scores, consecutive or at least 14 days apart, that are no response,
     * at least half of the baseline and above the remission cut-off; else the activation of another induction because
     * of a relapse. Null without a response or a relapse.
     */
    public Relapse relapse() {
        var shown = relapseInScores();
        if (shown != null) {
            return new Relapse(shown.takenAt(), RelapseBy.SCORES);
        }
        return sequel != null && sequel.forRelapse() ? new Relapse(sequel.reinducedAt(), RelapseBy.REINDUCTION) : null;
    }

    /**
     * How long it is known whether the response lasted: to the relapse, else to the activation of another induction,
     * else to the last score. Null without a response.
     */
    public Instant observedUntil() {
        var relapse = relapse();
        if (firstResponse == null || relapse != null) {
            return relapse == null ? null : relapse.at();
        }
        if (sequel != null && sequel.reinducedAt() != null) {
            return sequel.reinducedAt();
        }
        return followed.isEmpty()
                ? firstResponse.takenAt()
                : followed.get(followed.size() - 1).takenAt();
    }

    private Score relapseInScores() {
        Score firstRelapsed = null;
        Score before = null;
        for (var score : followed) {
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

    private boolean responds(Score score) {
        return instrument.response(baseline.total(), score.total()).orElse(false);
    }

    private boolean isRelapsed(Score score) {
        return !responds(score)
                && score.total() * 2 >= baseline.total()
                && !instrument.remission(score.total()).orElse(false);
    }
}
