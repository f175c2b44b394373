package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The request to start the drug.
 *
 * @param at the time of the start; now where absent
 * @param mgPerKg the dose, mg per kg of body weight; the protocol's dose where absent; not allowed with a fixed dose
 * @param concentrationMgPerMl the concentration of the solution, mg/mL
 * @param mg the fixed dose, mg, one of the options of the protocol; the protocol's dose where absent
 * @param overrideReason why a prescriber starts the drug although a rule blocks the start
 * @param doseReason why the dose differs from the dose of the course's last session; required where it does
 */
@Schema(example = "{\"at\": \"2026-03-02T09:15:00Z\", \"lot\": \"KT-2207\", \"concentrationMgPerMl\": 1.0}")
record StartInfusion(
        Instant at,

        @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal mgPerKg,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg,

        @Size(min = 1, max = 64) @IdentifyingText String lot,

        @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 3)
        BigDecimal concentrationMgPerMl,

        @Size(min = 10, max = 2000) String overrideReason,
        @Size(min = 1, max = 2000) String doseReason) {

    static final StartInfusion AS_PLANNED = new StartInfusion(null, null, null, null, null, null, null);
}
