package org.sextant.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.protocol.DischargeCriterion;

/** What the discharge noted. Prints as nothing, so that no log line carries it. */
@Embeddable
record Discharged(
        @Column(name = "discharged_at") Instant at,

        @Column(name = "discharge_criteria") @JdbcTypeCode(SqlTypes.JSON)
        Map<DischargeCriterion, Boolean> criteria,

        @Column(name = "discharge_escort_name") String escortName,
        @Column(name = "discharge_escort_phone") String escortPhone,
        @Column(name = "discharge_override_reason") String overrideReason) {

    static Discharged of(Discharge step, Instant at) {
        var escort = step.escort();
        return new Discharged(
                at,
                step.criteria(),
                escort == null ? null : escort.name(),
                escort == null ? null : escort.phone(),
                step.overrideReason());
    }

    Escort escort() {
        return escortName == null ? null : new Escort(escortName, escortPhone);
    }

    @Override
    public String toString() {
        return "Discharged[hidden]";
    }
}
