package org.sextant.session;

import org.sextant.problem.ProblemType;

/** What can go wrong with a session. */
final class SessionProblem {

    static final ProblemType COURSE_FULL = new ProblemType("course-full", "The course has all its sessions", 409);
    static final ProblemType SAFETY_RULE =
            new ProblemType("safety-rule", "A rule of the protocol forbids this step", 409);
    static final ProblemType NOT_INFUSED = new ProblemType("not-infused", "The drug is not infused", 409);

    private SessionProblem() {}
}
