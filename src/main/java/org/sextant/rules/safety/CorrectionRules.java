package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What is remarkable about a correction of a step. Such a verdict warns only: the step has happened already. */
public final class CorrectionRules {

    private static final int SCALE = 3;

    private CorrectionRules() {}

    /**
     * The verdict on a weight that was corrected after the start; empty where the weight is the same.
     *
     * @param plannedMg the planned dose, mg, which stays
     * @param perKg true where the planned dose was computed from the weight
     */
    public static Optional<Verdict> weight(
            ProtocolRevision revision, BigDecimal beforeKg, BigDecimal afterKg, BigDecimal plannedMg, boolean perKg) {
        if (beforeKg.compareTo(afterKg) == 0) {
            return Optional.empty();
        }
        var verdict = new VerdictBuilder(Rule.WEIGHT_CORRECTED, revision)
                .input("weightKgBefore", beforeKg)
                .input("weightKg", afterKg)
                .input("plannedDoseMg", plannedMg);
        if (!perKg) {
            return Optional.of(verdict.warn(
                    "The weight was corrected after the start, from %s kg to %s kg.", plain(beforeKg), plain(afterKg)));
        }
        var mgPerKg = plannedMg.divide(afterKg, SCALE, RoundingMode.HALF_UP);
        return Optional.of(verdict.input("plannedMgPerKg", mgPerKg)
                .warn(
                        "The weight was corrected after the start, from %s kg to %s kg; the planned dose of %s mg stays,"
                                + " and is %s mg/kg of the corrected weight.",
                        plain(beforeKg), plain(afterKg), plain(plannedMg), plain(mgPerKg)));
    }

    /** The verdict on an administered dose that was corrected after the end; empty where the dose is the same. */
    public static Optional<Verdict> administered(ProtocolRevision revision, BigDecimal beforeMg, BigDecimal afterMg) {
        return beforeMg.compareTo(afterMg) == 0
                ? Optional.empty()
                : Optional.of(new VerdictBuilder(Rule.ADMINISTERED_CORRECTED, revision)
                        .input("administeredMgBefore", beforeMg)
                        .input("administeredMg", afterMg)
                        .warn(
                                "The administered dose was corrected after the end, from %s mg to %s mg.",
                                plain(beforeMg), plain(afterMg)));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
