package org.sextant.session;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The drug has been given, or was stopped.
 *
 * @param at when, now where absent
 * @param administeredMg what the patient got, mg, 0 to 1000
 * @param wastedMg what was drawn and thrown away, mg
 * @param stopReason why it ended early
 */
@Schema(example = "{\"at\": \"2026-03-02T09:55:00Z\", \"administeredMg\": 36.0}")
record EndInfusion(
        Instant at,

        @NotNull @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal administeredMg,

        @PositiveOrZero @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal wastedMg,

        @Size(min = 1, max = 200) String wasteWitness,
        @Size(min = 1, max = 2000) String stopReason) {}
