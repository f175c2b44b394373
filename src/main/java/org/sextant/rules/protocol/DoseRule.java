package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
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
 * @param refuseAboveMgPerKgPerHour a rate of the infusion above this needs an override, mg per kg and hour, 0.1 to 10
 * @param options the fixed doses that a session may have, mg, ascending, {@code mg} among them; empty where only
 *     {@code mg} is possible
 * @param fromAge the usual fixed dose by age, ascending; each dose is one of the options
 * @param firstSessionWarnAboveMg a fixed dose above this gives a warning at the patient's first session, mg
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
        BigDecimal mg,

        @Schema(description = "mg/kg/h") @DecimalMin("0.1") @DecimalMax("10") @Digits(integer = 2, fraction = 3)
        BigDecimal refuseAboveMgPerKgPerHour,

        @Schema(description = "mg, ascending") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@NotNull @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2) BigDecimal> options,

        @Schema(description = "Ascending by age") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<@NotNull @Valid AgeDose> fromAge,

        @Schema(description = "mg") @Positive @DecimalMax("1000") @Digits(integer = 4, fraction = 2)
        BigDecimal firstSessionWarnAboveMg) {

    private static final int WEIGHT_WITHIN_DAYS = 30;
    private static final int WARN_DIFFERENCE_PERCENT = 5;
    /** The content of one esketamine spray device, mg. */
    private static final BigDecimal SPRAY_MG = new BigDecimal("28");

    private static final String WHOLE_SPRAYS = "must be 28, 56 or 84: the spray gives 28 mg";
    private static final BigDecimal MAX_SPRAY_MG = new BigDecimal("84");

    public DoseRule {
        options = options == null ? List.of() : Collections.unmodifiableList(options);
        fromAge = fromAge == null ? List.of() : Collections.unmodifiableList(fromAge);
    }

    /** This rule with the defaults of the absent members. */
    DoseRule orDefault() {
        return new DoseRule(
                mgPerKg,
                warnAboveMgPerKg,
                refuseAboveMgPerKg,
                maxMg,
                weightWithinDays == null ? Integer.valueOf(WEIGHT_WITHIN_DAYS) : weightWithinDays,
                warnDifferencePercent == null ? Integer.valueOf(WARN_DIFFERENCE_PERCENT) : warnDifferencePercent,
                mg,
                refuseAboveMgPerKgPerHour,
                options,
                fromAge,
                firstSessionWarnAboveMg);
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
        checkFixed(violations);
        if (drug == Drug.ESKETAMINE && route == Route.INTRANASAL) {
            checkSprays(violations);
        }
    }

    private void checkFixed(Violations violations) {
        violations
                .rejectIf(!fixed() && !options.isEmpty(), "/dose/options", "needs a fixed mg")
                .rejectIf(!fixed() && !fromAge.isEmpty(), "/dose/fromAge", "needs a fixed mg")
                .rejectIf(
                        !fixed() && firstSessionWarnAboveMg != null,
                        "/dose/firstSessionWarnAboveMg",
                        "needs a fixed mg")
                .rejectIf(!Placed.ascend(options), "/dose/options", "must ascend")
                .rejectIf(fixed() && !isOption(mg), "/dose/options", "must contain mg")
                .rejectIf(!Placed.ascend(fromAge.stream().map(AgeDose::age).toList()), "/dose/fromAge", "must ascend");
        for (var i = 0; i < fromAge.size(); i++) {
            violations.rejectIf(
                    fixed() && !isOption(fromAge.get(i).mg()),
                    "/dose/fromAge/" + i + "/mg",
                    "must be one of the options");
        }
    }

    private void checkSprays(Violations violations) {
        violations.rejectIf(fixed() && !isWholeSprays(mg), "/dose/mg", WHOLE_SPRAYS);
        for (var i = 0; i < options.size(); i++) {
            violations.rejectIf(!isWholeSprays(options.get(i)), "/dose/options/" + i, WHOLE_SPRAYS);
        }
    }

    private static boolean isWholeSprays(BigDecimal dose) {
        return dose.remainder(SPRAY_MG).signum() == 0 && dose.compareTo(MAX_SPRAY_MG) <= 0;
    }

    /** The fixed doses that a session may have, mg, ascending; empty where the dose depends on the weight. */
    public List<BigDecimal> optionsMg() {
        return options.isEmpty() && fixed() ? List.of(mg) : options;
    }

    /** True for one of {@link #optionsMg()}. */
    public boolean isOption(BigDecimal dose) {
        return optionsMg().stream().anyMatch(option -> option.compareTo(dose) == 0);
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
     * @param age the patient's age, years; null where it is not known
     */
    public BigDecimal plannedMg(BigDecimal weightKg, BigDecimal perKg, Integer age) {
        return fixed() ? usualMg(age) : plannedMg(weightKg, perKg);
    }

    /** The fixed dose where nobody chooses another one, mg: that of the age, where {@link #fromAge} names one. */
    public BigDecimal usualMg(Integer age) {
        return fromAge.stream()
                .filter(from -> age != null && age >= from.age())
                .reduce((younger, older) -> older)
                .map(AgeDose::mg)
                .orElse(mg);
    }

    /** As {@link #plannedMg(BigDecimal, BigDecimal, Integer)}, where the age does not matter or is not known. */
    public BigDecimal plannedMg(BigDecimal weightKg, BigDecimal perKg) {
        if (fixed()) {
            return mg;
        }
        var computed = weightKg.multiply(perKg).setScale(2, RoundingMode.HALF_UP);
        return maxMg == null ? computed : computed.min(maxMg);
    }
}
