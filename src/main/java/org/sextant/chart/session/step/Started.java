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
 * The record of the start of the drug. {@link #toString()} hides the values, so that no log line contains them.
 *
 * @param mgPerKg mg per kg of body weight; null with a fixed dose
 * @param plannedDoseMg the planned dose, mg
 * @param plannedMgPerHour the rate that delivers the planned dose in the planned time, mg/h; null where the drug is not
 *     infused
 * @param verdicts the verdicts that did not pass; those that block were overridden, or a tablet sent the start afterwards
 * @param recordedAt when the service recorded the start
 * @param doseReason why the dose differs from the dose of the course's last session; null where it does not
 */
@Embeddable
public record Started(
        @Column(name = "started_at") Instant at,
        BigDecimal mgPerKg,
        BigDecimal plannedDoseMg,
        BigDecimal plannedMgPerHour,
        String lot,
        BigDecimal concentrationMgPerMl,
        @Column(name = "start_override_reason") String overrideReason,

        @Column(name = "start_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> verdicts,

        @Column(name = "start_recorded_at") Instant recordedAt,
        String doseReason) {

    /** This start with another lot. */
    public Started with(String otherLot) {
        return new Started(
                at,
                mgPerKg,
                plannedDoseMg,
                plannedMgPerHour,
                otherLot,
                concentrationMgPerMl,
                overrideReason,
                verdicts,
                recordedAt,
                doseReason);
    }

    @Override
    public String toString() {
        return "Started[hidden]";
    }
}
