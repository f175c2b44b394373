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
 * The record of the end of the drug. {@link #toString()} hides the values, so that no log line contains them.
 *
 * @param administeredMg the dose that the patient got, recorded by staff, mg
 * @param deliveredMg the dose computed from the rates, mg; null where no rate change is recorded
 * @param drawnMg the drawn amount: administered plus wasted, mg
 * @param lot the lot of the drug, where the start does not name it
 * @param verdicts the verdicts that did not pass
 * @param recordedBy the {@code sub} of the caller
 * @param recordedAt when the end was recorded; a correction of the end keeps the time
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

        @Column(name = "ended_by") String recordedBy,
        @Column(name = "end_recorded_at") Instant recordedAt) {

    /** This end with another lot. */
    public Ended with(String otherLot) {
        return new Ended(
                at,
                administeredMg,
                deliveredMg,
                drawnMg,
                wastedMg,
                wasteWitness,
                otherLot,
                stopReason,
                verdicts,
                recordedBy,
                recordedAt);
    }

    /** This end with another dose that the rates add up to, mg. */
    public Ended delivering(BigDecimal mg) {
        return new Ended(
                at,
                administeredMg,
                mg,
                drawnMg,
                wastedMg,
                wasteWitness,
                lot,
                stopReason,
                verdicts,
                recordedBy,
                recordedAt);
    }

    @Override
    public String toString() {
        return "Ended[hidden]";
    }
}
