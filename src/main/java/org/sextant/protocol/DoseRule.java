package org.sextant.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How much is given: per kilogram of body weight, or a fixed amount.
 *
 * @param mgPerKg the usual dose, mg per kg
 * @param warnAboveMgPerKg a dose above this asks for a second look, mg per kg
 * @param refuseAboveMgPerKg a dose above this needs an override, mg per kg
 * @param maxMg the cap of a computed dose, mg
 * @param mg the fixed dose, mg, instead of all the others
 */
@Schema(description = "Either mgPerKg with its limits, or a fixed mg.")
public record DoseRule(
        BigDecimal mgPerKg,
        BigDecimal warnAboveMgPerKg,
        BigDecimal refuseAboveMgPerKg,
        BigDecimal maxMg,
        BigDecimal mg) {

    /** True where the dose does not depend on the weight. */
    public boolean fixed() {
        return mg != null;
    }

    /**
     * The dose for a weight, to 0.01 mg, half up: weight × mg/kg, at most {@link #maxMg()}; or the fixed dose.
     *
     * @param perKg mg per kg; not used where the dose is fixed
     */
    public BigDecimal plannedMg(BigDecimal weightKg, BigDecimal perKg) {
        if (fixed()) {
            return mg;
        }
        var computed = weightKg.multiply(perKg).setScale(2, RoundingMode.HALF_UP);
        return maxMg == null ? computed : computed.min(maxMg);
    }

    /** True where a dose needs a prescriber's override. */
    public boolean refuses(BigDecimal perKg) {
        return refuseAboveMgPerKg != null && perKg.compareTo(refuseAboveMgPerKg) > 0;
    }
}
