package org.sextant.chart.clearance;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * One measurement behind a clearance, such as a value of the laboratory.
 *
 * @param code a LOINC code, or what was measured in words
 * @param unit a UCUM unit, such as U/L; 1 for a number without a unit
 * @param low the lower end of the laboratory's range
 * @param high the upper end of the laboratory's range
 */
@Schema(example = "{\"code\": \"1742-6\", \"value\": 31, \"unit\": \"U/L\", \"low\": 7, \"high\": 56}")
public record ClearanceResult(
        @NotBlank @Size(max = 200) @IdentifyingText String code,
        @NotNull @Digits(integer = 9, fraction = 3) BigDecimal value,
        @NotBlank @Size(max = 40) @IdentifyingText String unit,
        @Digits(integer = 9, fraction = 3) BigDecimal low,
        @Digits(integer = 9, fraction = 3) BigDecimal high) {

    /** True where the lower end of the range lies above the upper end. */
    boolean contradictory() {
        return low != null && high != null && low.compareTo(high) > 0;
    }
}
