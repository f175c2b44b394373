package org.sextant.chart.session;

import org.sextant.web.problem.ProblemType;

/** The problem types of sessions. */
public final class SessionProblem {

    public static final ProblemType COURSE_FULL =
            new ProblemType("course-full", "The course has all its sessions", 409);
    public static final ProblemType NOT_INFUSED = new ProblemType("not-infused", "The drug is not infused", 409);

    private SessionProblem() {}
}
