package org.sextant.chart.course;

import java.util.List;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.ProblemMappers;

/** Refuses a step that the protocol forbids, unless a prescriber overrides the rules. */
public final class SafetyGate {

    private SafetyGate() {}

    /**
     * Accepts a step that no rule blocks, or that a prescriber overrides with a reason.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code safety-rule} with the verdicts that block; 403 where
     *     a caller of another role sends a reason
     */
    public static void requirePassed(List<Verdict> verdicts, String overrideReason, Caller caller) {
        requireMayOverride(overrideReason, caller);
        var blocking = Verdict.blocking(verdicts);
        if (!blocking.isEmpty() && overrideReason == null) {
            throw CourseProblem.SAFETY_RULE
                    .because("The protocol forbids this step; see rules.")
                    .with("rules", blocking);
        }
    }

    /**
     * Accepts a reason of a prescriber, or none; for what has happened, which no rule refuses.
     *
     * @throws org.sextant.web.problem.ProblemException 403 where a caller of another role sends a reason
     */
    public static void requireMayOverride(String overrideReason, Caller caller) {
        if (overrideReason != null && !caller.is(Role.PRESCRIBER)) {
            throw ProblemMappers.forbidden("Only a prescriber may override a rule; leave overrideReason out.");
        }
    }
}
