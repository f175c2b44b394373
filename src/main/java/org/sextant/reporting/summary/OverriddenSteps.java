package org.sextant.reporting.summary;

import java.util.List;
import org.sextant.chart.session.Session;
import org.sextant.rules.safety.Verdict;

/**
 * The starts and discharges that a prescriber took although a rule forbade them: those with a verdict that blocks. A reason
 * that was sent though nothing was blocked does not count. No rule judged history that was imported; of it nothing is known
 * but the reason, and so the reason counts. The only place that decides it, for a summary in Java and for a report in SQL.
 */
public final class OverriddenSteps {

    /** True of a row of {@code session} whose start was one. */
    public static final String START = sql("start");

    /** True of a row of {@code session} whose discharge was one. */
    public static final String DISCHARGE = sql("discharge");

    private OverriddenSteps() {}

    private static String sql(String step) {
        return "coalesce(session.%1$s_verdicts @> '[{\"outcome\": \"BLOCK\"}]', session.%1$s_override_reason IS NOT NULL)"
                .formatted(step);
    }

    /** How many steps of a session were such. */
    static int of(Session visit) {
        var start = visit.started();
        var discharge = visit.discharged();
        var begun = start != null && overridden(start.verdicts(), start.overrideReason());
        var sentHome = discharge != null && overridden(discharge.verdicts(), discharge.overrideReason());
        return (begun ? 1 : 0) + (sentHome ? 1 : 0);
    }

    private static boolean overridden(List<Verdict> verdicts, String reason) {
        return verdicts == null ? reason != null : !Verdict.blocking(verdicts).isEmpty();
    }
}
