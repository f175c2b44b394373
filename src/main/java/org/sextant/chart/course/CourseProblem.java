package org.sextant.chart.course;

import java.util.UUID;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemType;

/** The problem types of courses. */
public final class CourseProblem {

    static final ProblemType CLEARANCE_MISSING =
            new ProblemType("clearance-missing", "Clearances are missing", 409, "missing", "rules");

    /** A patient has at most one active course. */
    public static final ProblemType ACTIVE_COURSE_EXISTS =
            new ProblemType("active-course-exists", "The patient has an active course", 409);

    /** At most one course continues a course. */
    public static final ProblemType HAS_SUCCESSOR =
            new ProblemType("course-has-successor", "Another course continues that course", 409);

    /** A session of the course or of the patient is CHECKED_IN, INFUSING or OBSERVING. */
    public static final ProblemType SESSION_RUNNING =
            new ProblemType("session-running", "A session of the course is running", 409, "existing");

    /** A session needs an active course. */
    public static final ProblemType NOT_ACTIVE =
            new ProblemType("course-not-active", "The course is not active", 409, "currentStatus");

    static final ProblemType SAFETY_RULE =
            new ProblemType("safety-rule", "A rule of the protocol forbids this step", 409, "rules");

    private CourseProblem() {}

    /**
     * The refusal of a second visit of a patient, 409 {@code session-running}.
     *
     * @param session that is under way
     */
    public static ProblemException anotherVisit(UUID session) {
        return SESSION_RUNNING
                .because("Another session of the patient is under way; see existing.")
                .with("existing", "/v1/sessions/" + session);
    }
}
