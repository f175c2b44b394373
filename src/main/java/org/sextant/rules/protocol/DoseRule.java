package org.sextant.rules.protocol;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Violations;

/**
 * The dose: per kilogram of body weight, or a fixed amount.
 *
 * @param mgPerKg the usual dose, mg per kg
 * @param warnAboveMgPerKg a dose above this gives a warning, mg per kg
 * @param refuseAboveMgPerKg a dose above this needs an override, mg per kg
 * @param maxMg the cap of a computed dose, mg
 * @param weightWithinDays the maximum age of the weight, days; 30 where absent
 * @param warnDifferencePercent the maximum difference without a warning, %, of the administered dose from the planned
 *     dose and from the delivered dose; 5 where absent
 * @param mg the fixed dose, mg; excludes the members in mg per kg and {@code maxMg}
 */
@Schema(description = "Either mgPerKg with its limits, or a fixed mg.")
public record DoseRule(
        @Schema(description = "mg/kg") @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal mgPerKg,

        @Schema(description = "mg/kg") @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal warnAboveMgPerKg,

        @Schema(description = "mg/kg") @Positive @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal refuseAboveMgPerKg,

        @Schema(description = "mg") @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal maxMg,

        @Schema(description = "days") @Min(1) @Max(365) Integer weightWithinDays,

        @Schema(description = "%") @Min(1) @Max(100) Integer warnDifferencePercent,

        @Schema(description = "mg") @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal mg) {

    private static final int WEIGHT_WITHIN_DAYS = 30;
    private static final int WARN_DIFFERENCE_PERCENT = 5;
    /** The content of one esketamine spray device, mg. */
    private static final BigDecimal SPRAY_MG = new BigDecimal("28");

    private static final BigDecimal MAX_SPRAY_MG = new BigDecimal("84");

    /** This rule with the defaults of the absent members. */
    DoseRule orDefault() {
        return new DoseRule(
                mgPerKg,
                warnAboveMgPerKg,
                refuseAboveMgPerKg,
                maxMg,
                weightWithinDays == null ? Integer.valueOf(WEIGHT_WITHIN_DAYS) : weightWithinDays,
                warnDifferencePercent == null ? Integer.valueOf(WARN_DIFFERENCE_PERCENT) : warnDifferencePercent,
                mg);
    }

    /** Rejects members that contradict each other, the drug or the route. */
    void check(Drug drug, Route route, Violations violations) {
        var perKg = new Placed<>("/dose/mgPerKg", mgPerKg);
        var warn = new Placed<>("/dose/warnAboveMgPerKg", warnAboveMgPerKg);
        var refuse = new Placed<>("/dose/refuseAboveMgPerKg", refuseAboveMgPerKg);
        Placed.checkOrder(List.of(perKg, warn, refuse), violations);
        violations.rejectIf(mg == null && mgPerKg == null, "/dose", "needs mgPerKg or mg");
        if (fixed()) {
            List.of(perKg, warn, refuse, new Placed<>("/dose/maxMg", maxMg))
                    .forEach(other ->
                            violations.rejectIf(other.value() != null, other.pointer(), "does not go with a fixed mg"));
        }
        violations.rejectIf(
                fixed() && drug == Drug.ESKETAMINE && route == Route.INTRANASAL && !consistsOfWholeSprays(),
                "/dose/mg",
                "must be 28, 56 or 84: the spray gives 28 mg");
    }

    private boolean consistsOfWholeSprays() {
        return mg.remainder(SPRAY_MG).signum() == 0 && mg.compareTo(MAX_SPRAY_MG) <= 0;
    }

    /** True where the dose does not depend on the weight. */
    public boolean fixed() {
        return mg != null;
    }

    /**
     * The dose for a weight, rounded half up to 0.01 mg: weight × mg/kg, at most {@link #maxMg()}; or the fixed dose.
     *
     * @param weightKg kg; ignored where the dose is fixed
     * @param perKg mg per kg; ignored where the dose is fixed
     */
    public BigDecimal plannedMg(BigDecimal weightKg, BigDecimal perKg) {
        if (fixed()) {
            return mg;
        }
        var computed = weightKg.multiply(perKg).setScale(2, RoundingMode.HALF_UP);
        return maxMg == null ? computed : computed.min(maxMg);
    }
}
