package org.sextant.report;

import java.time.Instant;
import java.util.List;
import org.sextant.assessment.Instrument;
import org.sextant.assessment.Score;
import org.sextant.outcome.CourseOutcome;

/**
 * A course as the reports on outcomes see it.
 *
 * @param firstStart the start of its first infusion, or null
 * @param scores of the instrument, in the order they were taken
 * @param suicidal of each score, whether its answers tell of suicidal ideation; null where they were not asked for
 */
record ScoredCourse(CourseKind kind, Instant firstStart, List<Score> scores, List<Boolean> suicidal) {

    /** What is known of suicidal ideation before and after, each null where nobody asked. */
    record Ideation(Boolean before, Boolean after) {

        boolean asked() {
            return before != null && after != null;
        }
    }

    CourseOutcome outcome(Instrument instrument) {
        return CourseOutcome.of(instrument, scores, firstStart);
    }

    /** Whether any score up to the baseline told of it, and any after it. */
    Ideation ideation(Score baseline) {
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
