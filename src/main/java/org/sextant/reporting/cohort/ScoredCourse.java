package org.sextant.reporting.cohort;

import java.time.Instant;
import java.util.List;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.reporting.summary.CourseOutcome;

/**
 * A course with the data that the reports on outcomes need.
 *
 * @param outcome the outcome on the instrument
 * @param verdict the figures that the course adds to each of its groups; null where the outcome cannot be evaluated
 * @param scores of the instrument, in the order in which they were taken
 */
record ScoredCourse(CourseKind kind, CourseOutcome outcome, List<Score> scores, Verdict verdict) {

    /** Suicidal ideation up to the baseline and after it; each is null where no answers were recorded. */
    record Ideation(Boolean before, Boolean after) {

        boolean asked() {
            return before != null && after != null;
        }
    }

    /**
     * The figures that one course adds to a group.
     *
     * @param before the total at the baseline, points
     * @param after the latest total, points
     * @param hoursToResponse from the start of the first infusion to the first response; null without either
     */
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
     * Evaluates a course, once for all its groups.
     *
     * @param firstStart the start of the course's first infusion, or null
     * @param scores of the instrument, in the order in which they were taken
     * @param suicidal for each score, whether its answers show suicidal ideation; null where no answers were recorded
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

    /** Whether any score up to the baseline shows suicidal ideation, and any score after the baseline. */
    private static Ideation ideation(Score baseline, List<Score> scores, List<Boolean> suicidal) {
        Boolean before = null;
        Boolean after = null;
        for (var i = 0; i < scores.size(); i++) {
            var shown = suicidal.get(i);
            if (shown != null && scores.get(i).takenAt().isAfter(baseline.takenAt())) {
                after = shown || Boolean.TRUE.equals(after);
            } else if (shown != null) {
                before = shown || Boolean.TRUE.equals(before);
            }
        }
        return new Ideation(before, after);
    }
}
