package org.sextant.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the start of the drug noted.
 *
 * @param mgPerKg mg per kg of body weight; null with a fixed dose
 * @param plannedDoseMg what is to be given, mg
 */
@Embeddable
record Started(
        @Column(name = "started_at") Instant at,
        BigDecimal mgPerKg,
        BigDecimal plannedDoseMg,
        String lot,
        BigDecimal concentrationMgPerMl,
        @Column(name = "start_override_reason") String overrideReason) {}
