package org.sextant.session;

import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.problem.ProblemMappers;

/** A rule of the protocol that forbids a step, and why. */
record BrokenRule(String rule, String detail) {

    /**
     * Lets a step pass that breaks no rule, or that a prescriber takes with a reason.
     *
     * @throws org.sextant.problem.ProblemException 409 {@code safety-rule}; 403 where someone else sends a reason
     */
    static void judge(List<BrokenRule> broken, String overrideReason, Caller caller) {
        if (overrideReason != null && !caller.is(Role.PRESCRIBER)) {
            throw ProblemMappers.forbidden();
        }
        if (!broken.isEmpty() && overrideReason == null) {
            throw SessionProblem.SAFETY_RULE
                    .because("The protocol forbids this step; see rules.")
                    .with("rules", broken);
        }
    }
}
