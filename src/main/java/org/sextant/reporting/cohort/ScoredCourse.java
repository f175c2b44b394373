package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.reporting.summary.CourseOutcome;

/**
 * A course as the reports on outcomes see it.
 *
 * @param outcome what the scores come to
 * @param verdict what is counted of it, in each of its groups; null where nothing is judged
 * @param scores of the instrument, in the order they were taken
 */
record ScoredCourse(CourseKind kind, CourseOutcome outcome, List<Score> scores, Verdict verdict) {

    /** What is known of suicidal ideation before and after, each null where nobody asked. */
    record Ideation(Boolean before, Boolean after) {

        boolean asked() {
            return before != null && after != null;
        }
    }

    /** What one course adds to what is counted. */
    record Verdict(
            int before,
            int after,
            boolean response,
            boolean remission,
            boolean worsened,
            boolean everResponded,
            Double hoursToResponse,
            Ideation ideation) {}

    /**
     * Judges a course, once for all its groups.
     *
     * @param firstStart the start of its first infusion, or null
     * @param scores of the instrument, in the order they were taken
     * @param suicidal of each score, whether its answers tell of suicidal ideation; null where they were not asked for
     */
    static ScoredCourse of(
            Instrument instrument, CourseKind kind, Instant firstStart, List<Score> scores, List<Boolean> suicidal) {
        var outcome = CourseOutcome.of(instrument, scores, firstStart);
        return new ScoredCourse(kind, outcome, scores, outcome.judged() ? verdict(outcome, scores, suicidal) : null);
    }

    private static Verdict verdict(CourseOutcome outcome, List<Score> scores, List<Boolean> suicidal) {
        var time = outcome.timeToResponse();
        return new Verdict(
                outcome.baseline().total(),
                outcome.latest().total(),
                Boolean.TRUE.equals(outcome.response()),
                Boolean.TRUE.equals(outcome.remission()),
                outcome.worsened(),
                outcome.firstResponse() != null,
                time == null ? null : time.toSeconds() / 3600.0,
                ideation(outcome.baseline(), scores, suicidal));
    }

    /** Whether any score up to the baseline told of it, and any after it. */
    private static Ideation ideation(Score baseline, List<Score> scores, List<Boolean> suicidal) {
        Boolean before = null;
        Boolean after = null;
        for (var i = 0; i < scores.size(); i++) {
            var told = suicidal.get(i);
            if (told != null && scores.get(i).takenAt().isAfter(baseline.takenAt())) {
                after = told || Boolean.TRUE.equals(after);
            } else if (told != null) {
                before = told || Boolean.TRUE.equals(before);
            }
        }
        return new Ideation(before, after);
    }
}
