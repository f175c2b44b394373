package org.sextant.reporting.dataset.column;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.sextant.chart.assessment.Score;
import org.sextant.reporting.summary.CourseOutcome;

/** The outcome of a course on one instrument, in the order of {@link OutcomeColumns}. */
public final class OutcomeValues {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private OutcomeValues() {}

    /**
     * Baseline, latest, best, percent change, response, remission, worsened and hours to response. A missing value is
     * null.
     */
    public static List<Object> of(CourseOutcome outcome) {
        return Arrays.asList(
                total(outcome.baseline()),
                total(outcome.latest()),
                outcome.best(),
                outcome.percentChange(),
                outcome.response(),
                outcome.remission(),
                outcome.worsened(),
                hours(outcome.timeToResponse()));
    }

    private static Integer total(Score score) {
        return score == null ? null : score.total();
    }

    private static BigDecimal hours(Duration time) {
        return time == null
                ? null
                : BigDecimal.valueOf(time.toSeconds()).divide(SECONDS_PER_HOUR, 1, RoundingMode.HALF_UP);
    }
}
