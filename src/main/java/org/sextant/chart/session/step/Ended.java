package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.rules.safety.Verdict;

/**
 * What the end of the drug noted. Prints as nothing, so that no log line carries it.
 *
 * @param administeredMg what the patient got, as staff noted it, mg
 * @param deliveredMg what the rates add up to, mg; null where none were noted
 * @param drawnMg what was drawn: given and wasted, mg
 * @param lot where the start had not named it
 * @param verdicts of the rules that did not simply pass
 * @param recordedBy the {@code sub} of whoever sent it
 */
@Embeddable
public record Ended(
        @Column(name = "ended_at") Instant at,
        BigDecimal administeredMg,
        BigDecimal deliveredMg,
        BigDecimal drawnMg,
        BigDecimal wastedMg,
        String wasteWitness,
        @Column(name = "end_lot") String lot,
        String stopReason,

        @Column(name = "end_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> verdicts,

        @Column(name = "ended_by") String recordedBy) {

    @Override
    public String toString() {
        return "Ended[hidden]";
    }
}
