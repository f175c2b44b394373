package org.sextant.rules.safety;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.sextant.rules.protocol.SuicideRisk;
import org.sextant.rules.safety.SuicideRiskFacts.Asked;

/**
 * The rules on suicide risk: a score that raises the flag needs a review by a prescriber, and needs another one where an
 * answer becomes worse. Most patients are treated for ideation, so a reviewed answer is a warning and no refusal.
 */
final class SuicideRules {

    private SuicideRules() {}

    /** The verdict on a start. */
    static Verdict start(Snapshot snapshot, SuicideRiskFacts facts) {
        var policy = snapshot.revision().rules().suicideRisk();
        var verdict = new VerdictBuilder(Rule.SUICIDE_RISK_OPEN, snapshot.revision()).limit("/suicideRisk", policy);
        if (policy == SuicideRisk.OFF) {
            return verdict.pass("The protocol does not ask for a review of the suicide risk.");
        }
        var result = evaluate(verdict, facts, ReviewDecision::allowsStart);
        return policy == SuicideRisk.WARN && result.blocks() ? verdict.warn("%s", result.detail()) : result;
    }

    /** The verdict on a discharge. */
    static Verdict discharge(VerdictBuilder verdict, SuicideRiskFacts facts) {
        return evaluate(verdict, facts, ReviewDecision::allowsDischarge);
    }

    private static Verdict evaluate(VerdictBuilder verdict, SuicideRiskFacts facts, Predicate<ReviewDecision> allows) {
        var flagged = facts.asked().stream().filter(Asked::flagged).toList();
        if (flagged.isEmpty()) {
            return verdict.pass(
                    facts.asked().isEmpty()
                            ? "No score of the patient asks for suicidal ideation."
                            : "The last score that asks for suicidal ideation does not raise the flag.");
        }
        var decisive = decisive(flagged, allows);
        var reviewed = decisive.reviewed();
        verdict.input("instrument", decisive.instrument())
                .input("answer", decisive.answer())
                .input("takenAt", decisive.takenAt());
        if (reviewed == null) {
            return verdict.block(
                    "The %s raises the flag of suicidal ideation, and no prescriber has reviewed it in this course.",
                    decisive.instrument());
        }
        verdict.input("reviewedAnswer", reviewed.answer())
                .input("decision", reviewed.decision().name())
                .input("reviewedAt", reviewed.at());
        if (!allows.test(reviewed.decision())) {
            return verdict.block(
                    "The last review of the suicide risk decided %s; another review must decide that the patient may"
                            + " go on.",
                    reviewed.decision());
        }
        return decisive.higherThanReviewed()
                ? verdict.block(
                        "The answer on the %s is higher than the one that was last reviewed.", decisive.instrument())
                : verdict.warn(
                        "The %s raises the flag of suicidal ideation; a prescriber has reviewed an answer as high.",
                        decisive.instrument());
    }

    /** The score that blocks, if one does; among equals the latest. */
    private static Asked decisive(List<Asked> flagged, Predicate<ReviewDecision> allows) {
        return flagged.stream()
                .max(Comparator.<Asked, Boolean>comparing(asked -> blocks(asked, allows))
                        .thenComparing(Asked::takenAt))
                .orElseThrow();
    }

    private static boolean blocks(Asked asked, Predicate<ReviewDecision> allows) {
        return asked.reviewed() == null || !allows.test(asked.reviewed().decision()) || asked.higherThanReviewed();
    }
}
