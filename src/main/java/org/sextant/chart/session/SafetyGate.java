package org.sextant.chart.session;

import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.ProblemMappers;

/** The gate of a step: what the protocol forbids, and who may go on all the same. */
public final class SafetyGate {

    private SafetyGate() {}

    /**
     * Lets a step pass that no rule blocks, or that a prescriber takes with a reason.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code safety-rule} with the verdicts that block; 403 where
     *     someone else sends a reason
     */
    public static void judge(List<Verdict> verdicts, String overrideReason, Caller caller) {
        if (overrideReason != null && !caller.is(Role.PRESCRIBER)) {
            throw ProblemMappers.forbidden("Only a prescriber may go on against a rule; leave overrideReason out.");
        }
        var broken = Verdict.blocking(verdicts);
        if (!broken.isEmpty() && overrideReason == null) {
            throw SessionProblem.SAFETY_RULE
                    .because("The protocol forbids this step; see rules.")
                    .with("rules", broken);
        }
    }
}
