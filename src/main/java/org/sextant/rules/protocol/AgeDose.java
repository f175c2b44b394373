package org.sextant.rules.protocol;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The usual fixed dose from an age on.
 *
 * @param age the age from which the dose applies, whole years, 0 to 120
 * @param mg the usual dose from this age on, mg; one of the options of the protocol
 */
public record AgeDose(
        @Schema(description = "years") @NotNull @Min(0) @Max(120)
        Integer age,

        @Schema(description = "mg") @NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg) {}
