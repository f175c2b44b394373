package org.sextant.chart.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.session.Session;
import org.sextant.rules.safety.Outcome;
import org.sextant.rules.safety.Verdict;

/** What no limit of the protocol decides: the state of the course, the appointment, and alerts that wait. */
final class VisitRules {

    private static final String SOURCE = "Sextant: the states of courses and sessions";

    private VisitRules() {}

    /**
     * The activation needs a patient without another active course.
     *
     * @param other the other active course; null without one
     */
    static Verdict oneActiveCourse(UUID other) {
        return other == null
                ? verdict(
                        VisitRule.ONE_ACTIVE_COURSE, Outcome.PASS, "The patient has no other active course.", Map.of())
                : verdict(
                        VisitRule.ONE_ACTIVE_COURSE,
                        Outcome.BLOCK,
                        "The patient has another active course.",
                        Map.of("courseId", other.toString()));
    }

    /** The check-in needs an active course. */
    static Verdict courseActive(CourseStatus status) {
        var inputs = Map.<String, Object>of("status", status.name());
        return status == CourseStatus.ACTIVE
                ? verdict(VisitRule.COURSE_ACTIVE, Outcome.PASS, "The course is active.", inputs)
                : verdict(VisitRule.COURSE_ACTIVE, Outcome.BLOCK, "The course is %s.".formatted(status), inputs);
    }

    /**
     * The check-in needs an appointment, on the day of the treatment.
     *
     * @param session the session under way or the appointment that is meant; null without one
     */
    static Verdict appointment(Session session, Instant at, ZoneId zone) {
        var rule = VisitRule.APPOINTMENT;
        if (session == null) {
            return verdict(rule, Outcome.BLOCK, "The course has no appointment.", Map.of());
        }
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("scheduledAt", session.scheduledAt().toString());
        inputs.put("status", session.status().name());
        return switch (session.status()) {
            case CHECKED_IN -> verdict(rule, Outcome.PASS, "The patient is checked in.", inputs);
            case SCHEDULED ->
                date(session.scheduledAt(), zone).equals(date(at, zone))
                        ? verdict(rule, Outcome.PASS, "The patient has an appointment on that day.", inputs)
                        : verdict(rule, Outcome.WARN, "The patient has no appointment on that day.", inputs);
            case INFUSING, OBSERVING, DISCHARGED, CANCELLED ->
                verdict(rule, Outcome.BLOCK, "The session of the patient is %s.".formatted(session.status()), inputs);
        };
    }

    /** An open CRITICAL alert waits for somebody, and forbids no start by itself. */
    static Verdict openAlert(CriticalAlerts.OpenAlert alert) {
        return verdict(
                VisitRule.ALERT_OPEN,
                Outcome.WARN,
                "A CRITICAL alert of the course is open: %s.".formatted(alert.kind()),
                Map.of("alertId", alert.id().toString(), "kind", alert.kind()));
    }

    private static LocalDate date(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate();
    }

    /** Nobody may override a state. */
    private static Verdict verdict(VisitRule rule, Outcome outcome, String detail, Map<String, Object> inputs) {
        return new Verdict(rule.name(), outcome, detail, inputs, Map.of(), SOURCE, null);
    }
}
