package org.sextant.reporting.summary;

import java.util.List;
import org.sextant.chart.session.Session;
import org.sextant.rules.safety.Verdict;

/**
 * The starts and discharges that a prescriber executed although a rule blocked them: steps with a blocking verdict. An
 * override reason without a blocking verdict does not count. No rule evaluated an imported session, so for an imported
 * session the reason alone counts. This class defines overridden steps both for summaries (Java) and reports (SQL).
 */
public final class OverriddenSteps {

    /** SQL condition: true for a row of {@code session} whose start was overridden. */
    public static final String START = sql("start");

    /** SQL condition: true for a row of {@code session} whose discharge was overridden. */
    public static final String DISCHARGE = sql("discharge");

    private OverriddenSteps() {}

    private static String sql(String step) {
        return "coalesce(session.%1$s_verdicts @> '[{\"outcome\": \"BLOCK\"}]', session.%1$s_override_reason IS NOT NULL)"
                .formatted(step);
    }

    /** The number of overridden steps of a session: 0 to 2. */
    static int of(Session visit) {
        var start = visit.started();
        var discharge = visit.discharged();
        var startOverridden = start != null && overridden(start.verdicts(), start.overrideReason());
        var dischargeOverridden = discharge != null && overridden(discharge.verdicts(), discharge.overrideReason());
        return (startOverridden ? 1 : 0) + (dischargeOverridden ? 1 : 0);
    }

    private static boolean overridden(List<Verdict> verdicts, String reason) {
        return verdicts == null ? reason != null : !Verdict.blocking(verdicts).isEmpty();
    }
}
