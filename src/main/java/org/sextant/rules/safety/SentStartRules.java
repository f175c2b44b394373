package org.sextant.rules.safety;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that only a start has that a tablet sends afterwards. What makes the step invalid is a verdict here: the
 * patient has got the drug.
 */
public final class SentStartRules {

    private SentStartRules() {}

    /**
     * The verdict of each of these rules.
     *
     * @param last the dose of the course's last session; null without one
     * @param reason why the dose differs from that of the last session; null where nobody says it
     */
    public static List<Verdict> evaluate(ProtocolRevision revision, StartDose dose, StartDose last, String reason) {
        var verdicts = new ArrayList<Verdict>();
        if (revision.rules().dose().fixed()) {
            verdicts.add(option(revision, dose));
        }
        verdicts.add(reason(revision, dose, last, reason));
        return verdicts;
    }

    private static Verdict option(ProtocolRevision revision, StartDose dose) {
        var rule = revision.rules().dose();
        var verdict = new VerdictBuilder(Rule.DOSE_OPTION, revision)
                .input("mg", dose.mg())
                .limit("/dose/mg", rule.mg())
                .limit("/dose/options", rule.options().isEmpty() ? null : rule.options());
        var shown = dose.mg().stripTrailingZeros().toPlainString();
        return rule.isOption(dose.mg())
                ? verdict.pass("The dose of %s mg is one of the protocol's.", shown)
                : verdict.block("The dose of %s mg is none of the protocol's.", shown);
    }

    private static Verdict reason(ProtocolRevision revision, StartDose dose, StartDose last, String reason) {
        var verdict = new VerdictBuilder(Rule.DOSE_REASON, revision)
                .input("mgPerKg", dose.mgPerKg())
                .input("mg", dose.mg());
        if (last == null || !dose.differsFrom(last)) {
            return verdict.pass("The dose is that of the course's last session, or the first.");
        }
        verdict.input("lastMgPerKg", last.mgPerKg()).input("lastMg", last.mg());
        return reason == null
                ? verdict.warn("The dose differs from that of the course's last session, and nobody says why.")
                : verdict.pass("The dose differs from that of the course's last session, with a reason.");
    }
}
