package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The rule that finds an implausible weight: a slip of the scale, of the keyboard or of the unit. */
final class WeightRules {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Pounds in a kilogram. */
    private static final BigDecimal POUNDS = new BigDecimal("2.2046");

    /** How far two weights may lie from the ratio of the units, %: the patient may have changed too. */
    private static final int NEAR_PERCENT = 10;

    private WeightRules() {}

    /** The verdict on the change of the weight since the patient's check-in before. */
    static Verdict change(Snapshot snapshot, WeightFacts facts) {
        var rules = snapshot.revision().rules();
        var warn = rules.weightWarnPercent();
        var hold = rules.weightHoldPercent();
        var weight = snapshot.visit().weightKg();
        var last = facts.lastKg();
        var verdict = new VerdictBuilder(Rule.WEIGHT_CHANGE, snapshot.revision())
                .input("weightKg", weight)
                .input("lastWeightKg", last)
                .input("lastWeighedAt", facts.lastAt())
                .limit("/weightWarnPercent", warn)
                .limit("/weightHoldPercent", hold);
        if (warn == null && hold == null) {
            return verdict.pass("The protocol has no limit for a change of the weight.");
        }
        if (last == null) {
            return verdict.pass(
                    "The patient has no other check-in in the %d days before.", WeightFacts.WITHIN.toDays());
        }
        verdict.input("changePercent", percent(last, weight)).input("confirmed", facts.confirmed() ? true : null);
        var change = "The weight of %s kg is %s %% %s the %s kg of the last check-in"
                .formatted(
                        plain(weight),
                        plain(percent(last, weight).abs()),
                        weight.compareTo(last) < 0 ? "below" : "above",
                        plain(last))
                .replace("%", "%%");
        var slip = slip(last, weight);
        if (above(last, weight, hold)) {
            return facts.confirmed()
                    ? verdict.pass(change + "; it is confirmed.")
                    : verdict.block(change + ", more than %d %%%%; confirm or correct it.".formatted(hold) + slip);
        }
        if (above(last, weight, warn)) {
            return facts.confirmed()
                    ? verdict.pass(change + "; it is confirmed.")
                    : verdict.warn(change + ", more than %d %%%%.".formatted(warn) + slip);
        }
        return verdict.pass(change + ".");
    }

    private static boolean above(BigDecimal last, BigDecimal weight, Integer percent) {
        return percent != null
                && weight.subtract(last).abs().multiply(HUNDRED).compareTo(last.multiply(BigDecimal.valueOf(percent)))
                        > 0;
    }

    /** The change in percent of the last weight, to one decimal; negative for a loss. */
    private static BigDecimal percent(BigDecimal last, BigDecimal weight) {
        return weight.subtract(last).multiply(HUNDRED).divide(last, 1, RoundingMode.HALF_UP);
    }

    /** The sentence that names a slip of the unit; empty where the two weights do not look like one. */
    private static String slip(BigDecimal last, BigDecimal weight) {
        if (near(last.multiply(POUNDS), weight)) {
            return " The weight looks like pounds: %s lb are %s kg."
                    .formatted(plain(weight), plain(weight.divide(POUNDS, 1, RoundingMode.HALF_UP)));
        }
        return near(weight.multiply(POUNDS), last)
                ? " The last weight looks like pounds: %s lb are %s kg."
                        .formatted(plain(last), plain(last.divide(POUNDS, 1, RoundingMode.HALF_UP)))
                : "";
    }

    private static boolean near(BigDecimal expected, BigDecimal value) {
        return value.subtract(expected)
                        .abs()
                        .multiply(HUNDRED)
                        .compareTo(expected.multiply(BigDecimal.valueOf(NEAR_PERCENT)))
                <= 0;
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
