package org.sextant.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the end of the drug noted.
 *
 * @param administeredMg what the patient got, mg
 */
@Embeddable
record Ended(
        @Column(name = "ended_at") Instant at,
        BigDecimal administeredMg,
        BigDecimal wastedMg,
        String wasteWitness,
        String stopReason) {

    static Ended of(EndInfusion step, Instant at) {
        return new Ended(at, step.administeredMg(), step.wastedMg(), step.wasteWitness(), step.stopReason());
    }
}
