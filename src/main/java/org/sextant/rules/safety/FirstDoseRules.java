package org.sextant.rules.safety;

import java.math.BigDecimal;
import java.util.List;

/** The rule of the first dose of a drug that a patient gets. */
final class FirstDoseRules {

    private FirstDoseRules() {}

    /**
     * The verdict on the fixed dose of a start; empty where the protocol does not limit the first dose.
     *
     * @param mg the dose, mg
     * @param first true where the patient had no session with the drug before
     */
    static List<Verdict> evaluate(Snapshot snapshot, BigDecimal mg, boolean first) {
        var limit = snapshot.revision().rules().dose().firstSessionWarnAboveMg();
        if (limit == null) {
            return List.of();
        }
        var verdict = new VerdictBuilder(Rule.FIRST_DOSE, snapshot.revision())
                .input("mg", mg)
                .input("firstSession", first)
                .limit("/dose/firstSessionWarnAboveMg", limit);
        if (!first) {
            return List.of(verdict.pass("The patient had a session with the drug before."));
        }
        return List.of(
                mg.compareTo(limit) > 0
                        ? verdict.warn("The first dose of the patient is %s mg, above %s mg.", plain(mg), plain(limit))
                        : verdict.pass("The first dose of the patient is %s mg.", plain(mg)));
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
