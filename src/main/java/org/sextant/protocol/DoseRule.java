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
 * @param weightWithinDays how old the weight may be, days; 30 where absent
 * @param warnDifferencePercent how far what the pump gave may differ from what was noted, %; 5 where absent
 * @param mg the fixed dose, mg, instead of all the others
 */
@Schema(description = "Either mgPerKg with its limits, or a fixed mg.")
public record DoseRule(
        BigDecimal mgPerKg,
        BigDecimal warnAboveMgPerKg,
        BigDecimal refuseAboveMgPerKg,
        BigDecimal maxMg,
        Integer weightWithinDays,
        Integer warnDifferencePercent,
        BigDecimal mg) {

    private static final int WEIGHT_WITHIN_DAYS = 30;
    private static final int WARN_DIFFERENCE_PERCENT = 5;

    public DoseRule {
        weightWithinDays = weightWithinDays == null ? WEIGHT_WITHIN_DAYS : weightWithinDays;
        warnDifferencePercent = warnDifferencePercent == null ? WARN_DIFFERENCE_PERCENT : warnDifferencePercent;
    }

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
