package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;

/**
 * A rate at which the drug has run while a tablet was offline: either {@code mgPerHour} or {@code mlPerHour}.
 *
 * @param at from when on the drug ran at the rate
 * @param mgPerHour the rate of the drug, mg/h, 0 for a pause, at most 10000
 * @param mlPerHour the rate of the solution, mL/h, 0 for a pause, at most 10000; only where the start names the
 *     concentration
 * @param overrideReason why a prescriber had the drug run at the rate although a rule forbids it
 */
@Schema(name = "RecordRate")
record RecordRate(
        UUID id,
        @NotNull Instant at,

        @PositiveOrZero @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mgPerHour,

        @PositiveOrZero @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mlPerHour,

        @NotBlank @Size(max = 2000) String reason,

        @Size(min = 10, max = 2000) String overrideReason)
        implements Sendable {

    RateAmount amount() {
        return new RateAmount(mgPerHour, mlPerHour);
    }

    @Override
    public void check() {
        amount().check();
    }
}
