package org.sextant.chart.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.rules.safety.Verdict;

/**
 * What corrections of the steps left behind. A verdict from before a correction stays with its step.
 *
 * @param dosedOnWeightKg the weight that the planned dose was computed from, where the weight was corrected after the
 *     start, kg; else null
 * @param startVerdicts the verdicts on corrections of the check-in after the start; null where there are none
 * @param endVerdicts the verdicts on corrections of the end; null where there are none
 */
@Embeddable
record Corrected(
        BigDecimal dosedOnWeightKg,

        @Column(name = "corrected_start_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> startVerdicts,

        @Column(name = "corrected_end_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> endVerdicts) {

    /** Nothing was corrected. */
    static final Corrected NOTHING = new Corrected(null, null, null);

    /** After a correction of the check-in; the first weight of a planned dose stays. */
    Corrected start(BigDecimal dosedOnKg, List<Verdict> verdicts) {
        return new Corrected(
                dosedOnWeightKg == null ? dosedOnKg : dosedOnWeightKg, all(startVerdicts, verdicts), endVerdicts);
    }

    /** After a correction of the end. */
    Corrected end(List<Verdict> verdicts) {
        return new Corrected(dosedOnWeightKg, startVerdicts, all(endVerdicts, verdicts));
    }

    /** The verdicts of both lists in their order; null where both are null. */
    static List<Verdict> all(List<Verdict> earlier, List<Verdict> later) {
        if (earlier == null || later == null) {
            return earlier == null ? later : earlier;
        }
        return Stream.concat(earlier.stream(), later.stream()).toList();
    }
}
