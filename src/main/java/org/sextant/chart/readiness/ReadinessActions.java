package org.sextant.chart.readiness;

import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionStatus;
import org.sextant.rules.safety.Verdict;

/**
 * Names the request that mends what a rule finds.
 *
 * @param session the session under way or the appointment that is meant; null without one
 */
record ReadinessActions(Course course, Session session) {

    ReadinessVerdict with(ReadinessStep step, Verdict verdict) {
        return ReadinessVerdict.of(step, verdict, action(verdict.rule()));
    }

    /** Null where no request mends what the rule finds: time has to pass, or a prescriber to override. */
    private String action(String rule) {
        return switch (rule) {
            case "CLEARANCE_CURRENT", "REMS_ENROLLED" ->
                "POST /v1/patients/%s/clearances".formatted(course.patientId());
            case "AGE_LIMIT" -> "PATCH /v1/patients/%s".formatted(course.patientId());
            case "COURSE_ACTIVE" ->
                course.status() == CourseStatus.PLANNED ? "POST /v1/courses/%s/activate".formatted(course.id()) : null;
            case "APPOINTMENT", "DAYS_BETWEEN_SESSIONS" -> appointment();
            case "BASELINE_TAKEN", "BASELINE_SYSTOLIC", "BASELINE_DIASTOLIC", "BASELINE_SPO2", "BASELINE_HEART_RATE" ->
                session == null ? null : "POST /v1/sessions/%s/vitals".formatted(session.id());
            case "WEIGHT_AGE", "WEIGHT_CHANGE" ->
                session == null ? null : "POST /v1/sessions/%s/check-in/amend".formatted(session.id());
            default -> null;
        };
    }

    private String appointment() {
        if (session == null) {
            return "POST /v1/courses/%s/sessions".formatted(course.id());
        }
        return session.status() == SessionStatus.SCHEDULED
                ? "POST /v1/sessions/%s/reschedule".formatted(session.id())
                : null;
    }
}
