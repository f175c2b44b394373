package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The request to change the rate: either {@code mgPerHour} or {@code mlPerHour}.
 *
 * @param at the time of the change; now where absent
 * @param mgPerHour the new rate of the drug, mg/h, above 0, at most 10000
 * @param mlPerHour the new rate of the solution, mL/h, above 0, at most 10000; only where the start names the
 *     concentration
 * @param overrideReason why a prescriber raises the rate although a rule blocks it
 */
@Schema(example = "{\"at\": \"2026-03-02T09:30:00Z\", \"mgPerHour\": 36.0, \"reason\": \"Nausea\"}")
record ChangeRate(
        Instant at,

        @Positive @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mgPerHour,

        @Positive @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mlPerHour,

        @NotBlank @Size(max = 2000) String reason,

        @Size(min = 10, max = 2000) String overrideReason) {

    RateAmount amount() {
        return new RateAmount(mgPerHour, mlPerHour);
    }
}
