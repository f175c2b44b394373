package org.sextant.chart.clearance;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

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

    /**
     * Rejects a unit that UCUM does not have, and a range whose lower end lies above its upper end.
     *
     * @param pointer the place of the result in the body (RFC 6901)
     */
    void check(String pointer, Violations violations) {
        violations
                .rejectIf(!Ucum.isUnit(unit), pointer + "/unit", "must be a unit of UCUM, such as U/L, mm[Hg] or 1")
                .rejectIf(
                        low != null && high != null && low.compareTo(high) > 0,
                        pointer + "/high",
                        "must not be below low");
    }
}
