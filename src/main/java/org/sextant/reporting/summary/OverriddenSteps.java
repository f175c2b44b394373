package org.sextant.reporting.summary;

/**
 * The starts and discharges that were executed although a rule blocked them, by a prescriber or, as a tablet told
 * afterwards, by anybody: steps with a blocking verdict. An
 * override reason without a blocking verdict does not count. No rule evaluated an imported session, so for an imported
 * session the reason alone counts. Rates and further doses with a blocking verdict count as doses, and so does a given
 * total above the limit, which an alert shows, where no override of the total covered it. This class defines overridden
 * steps for summaries and for reports.
 */
public final class OverriddenSteps {

    /** SQL condition: true for a row of {@code session} whose start was overridden. */
    public static final String START = sql("start");

    /** SQL condition: true for a row of {@code session} whose discharge was overridden. */
    public static final String DISCHARGE = sql("discharge");

    private static final String BLOCK = "[{\"outcome\": \"BLOCK\"}]";

    /** JSON path: a verdict that blocked the total dose. */
    private static final String OF_TOTAL =
            "? (@.outcome == \"BLOCK\" && (@.rule == \"TOTAL_DOSE\" || @.rule == \"DOSE_LIMIT\"))";

    /** SQL expression: the number of overridden doses of a row of {@code session}. */
    public static final String DOSES = """
            ((SELECT count(*) FROM jsonb_array_elements(session.rate_changes) AS change
              WHERE change -> 'verdicts' @> '%1$s')
             + CASE WHEN session.further_mg > 0 THEN (
                   SELECT count(*) FROM dose WHERE dose.clinic_id = session.clinic_id AND dose.session_id = session.id
                   AND dose.status <> 'ENTERED_IN_ERROR'
                   AND coalesce(dose.verdicts @> '%1$s', dose.override_reason IS NOT NULL)) ELSE 0 END
             + CASE WHEN EXISTS (
                       SELECT FROM alert
                       WHERE alert.clinic_id = session.clinic_id AND alert.session_id = session.id
                         AND alert.kind = 'DOSE_EXCEEDED' AND alert.status <> 'WITHDRAWN')
                     AND NOT coalesce(jsonb_path_exists(session.start_verdicts, '$[*] %2$s'), false)
                     AND NOT coalesce(jsonb_path_exists(session.rate_changes, '$[*].verdicts[*] %2$s'), false)
                     AND NOT EXISTS (
                         SELECT FROM dose WHERE dose.clinic_id = session.clinic_id AND dose.session_id = session.id
                         AND dose.status <> 'ENTERED_IN_ERROR' AND jsonb_path_exists(dose.verdicts, '$[*] %2$s'))
                   THEN 1 ELSE 0 END)""".formatted(BLOCK, OF_TOTAL);

    private OverriddenSteps() {}

    private static String sql(String step) {
        return "coalesce(session.%1$s_verdicts @> '[{\"outcome\": \"BLOCK\"}]', session.%1$s_override_reason IS NOT NULL)"
                .formatted(step);
    }
}
