package org.sextant.chart.infusion;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.NotBlankIfPresent;

/**
 * The drug runs at another rate.
 *
 * @param at when, now where absent
 * @param mgPerHour mg/h; or
 * @param mlPerHour mL/h of a solution whose concentration the start named
 */
@Schema(example = "{\"at\": \"2026-03-02T09:30:00Z\", \"mgPerHour\": 36.0, \"reason\": \"Nausea\"}")
record ChangeRate(
        Instant at,

        @Positive @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mgPerHour,

        @Positive @DecimalMax("10000") @Digits(integer = 5, fraction = 3)
        BigDecimal mlPerHour,

        @NotBlank @NotBlankIfPresent(besideNotBlank = true) @Size(max = 2000)
        String reason) {}
