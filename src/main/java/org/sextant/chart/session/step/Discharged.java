package org.sextant.chart.session.step;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.safety.Verdict;

/**
 * The record of the discharge. {@link #toString()} hides the values, so that no log line contains them.
 *
 * @param verdicts the verdicts that did not pass; those that block were overridden, or a tablet sent the discharge
 *     afterwards
 * @param disposition where the patient went
 * @param reason why the patient did not go home; null for HOME, and where an import does not say
 */
@Embeddable
public record Discharged(
        @Column(name = "discharged_at") Instant at,

        @Column(name = "discharge_criteria") @JdbcTypeCode(SqlTypes.JSON)
        Map<DischargeCriterion, Boolean> criteria,

        @Column(name = "discharge_escort_name") String escortName,
        @Column(name = "discharge_escort_phone") String escortPhone,
        @Column(name = "discharge_override_reason") String overrideReason,

        @Column(name = "discharge_verdicts") @JdbcTypeCode(SqlTypes.JSON)
        List<Verdict> verdicts,

        @Enumerated(EnumType.STRING) Disposition disposition,
        @Column(name = "discharge_reason") String reason) {

    public static Discharged of(Discharge step, Instant at, List<Verdict> verdicts) {
        var escort = step.escort();
        return new Discharged(
                at,
                step.criteria(),
                escort == null ? null : escort.name(),
                escort == null ? null : escort.phone(),
                step.overrideReason(),
                Verdict.remarkable(verdicts),
                step.dispositionOrHome(),
                step.reason());
    }

    public Escort escort() {
        return escortName == null ? null : new Escort(escortName, escortPhone);
    }

    @Override
    public String toString() {
        return "Discharged[hidden]";
    }
}
