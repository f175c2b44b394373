package org.sextant.chart.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseChart;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionStatus;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.safety.Outcome;
import org.sextant.rules.safety.Rule;
import org.sextant.rules.safety.StartRules;
import org.sextant.rules.safety.Verdict;

/** Evaluates the rules of the steps on the way to a treatment, as the steps themselves do, and records nothing. */
@ApplicationScoped
class ReadinessService {

    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final CourseChart courseChart;
    private final SessionChart sessionChart;
    private final CriticalAlerts alerts;
    private final ClinicProfiles clinics;
    private final InstantSource time;

    ReadinessService(
            CourseRepository courses,
            SessionRepository sessions,
            CourseChart courseChart,
            SessionChart sessionChart,
            CriticalAlerts alerts,
            ClinicProfiles clinics,
            InstantSource time) {
        this.courses = courses;
        this.sessions = sessions;
        this.courseChart = courseChart;
        this.sessionChart = sessionChart;
        this.alerts = alerts;
        this.clinics = clinics;
        this.time = time;
    }

    /** @param requested the time of the treatment; null for now */
    ReadinessView readiness(UUID courseId, Instant requested) {
        var at = requested == null ? time.instant() : requested;
        var course = courses.get(courseId);
        var session = meant(sessions.openOf(courseId), at);
        var actions = new ReadinessActions(course, session.orElse(null));
        var verdicts = new ArrayList<ReadinessVerdict>();
        if (course.status() == CourseStatus.PLANNED) {
            verdicts.addAll(beforeActivation(course, actions, at));
        }
        verdicts.add(actions.with(ReadinessStep.CHECK_IN, VisitRules.courseActive(course.status())));
        verdicts.add(
                actions.with(ReadinessStep.CHECK_IN, VisitRules.appointment(session.orElse(null), at, clinics.zone())));
        alerts.openOf(courseId)
                .forEach(alert -> verdicts.add(ReadinessVerdict.of(
                        ReadinessStep.START,
                        VisitRules.openAlert(alert),
                        "POST /v1/alerts/%s/acknowledge".formatted(alert.id()))));
        atStart(course, session.orElse(null), at)
                .forEach(verdict -> verdicts.add(withReview(actions.with(ReadinessStep.START, verdict), course)));
        return new ReadinessView(
                course.id(),
                course.patientId(),
                session.map(Session::id).orElse(null),
                at,
                ReadinessView.ready(verdicts),
                verdicts,
                atTheVisit(course, verdicts));
    }

    private List<ReadinessVerdict> beforeActivation(Course course, ReadinessActions actions, Instant at) {
        var verdicts = new ArrayList<ReadinessVerdict>();
        var other = courses.activeOf(course.patientId()).orElse(null);
        verdicts.add(ReadinessVerdict.of(
                ReadinessStep.ACTIVATE,
                VisitRules.oneActiveCourse(other),
                "POST /v1/courses/%s/complete".formatted(other)));
        courseChart
                .verdictsOfActivation(course, at)
                .forEach(verdict -> verdicts.add(actions.with(ReadinessStep.ACTIVATE, verdict)));
        return verdicts;
    }

    /** Names the alert to review; the alerts are read only where a review is missing. */
    private ReadinessVerdict withReview(ReadinessVerdict verdict, Course course) {
        return verdict.isOf(Rule.SUICIDE_RISK_OPEN) && verdict.outcome() == Outcome.BLOCK
                ? verdict.with(alerts.toReview(course.patientId())
                        .map("POST /v1/alerts/%s/review"::formatted)
                        .orElse(null))
                : verdict;
    }

    /** A patient who is checked in has been weighed, and readings may be there: all rules of the start can be evaluated. */
    private List<Verdict> atStart(Course course, Session session, Instant at) {
        return session != null && session.status() == SessionStatus.CHECKED_IN
                ? sessionChart.verdictsOfStart(session, at)
                : sessionChart.verdictsBeforeVisit(course, session, at);
    }

    private List<ReadinessView.AtTheVisit> atTheVisit(Course course, List<ReadinessVerdict> verdicts) {
        var evaluated = verdicts.stream().map(ReadinessVerdict::rule).collect(Collectors.toSet());
        return StartRules.atTheVisit(courseChart.revision(course).rules()).stream()
                .filter(rule -> !evaluated.contains(rule.name()))
                .map(ReadinessView.AtTheVisit::of)
                .toList();
    }

    /** The session under way; else the appointment on the day of {@code at}, else the next one, else the last one. */
    private Optional<Session> meant(List<Session> open, Instant at) {
        var zone = clinics.zone();
        var day = at.atZone(zone).toLocalDate();
        return Stream.of(
                        open.stream().filter(session -> session.status() != SessionStatus.SCHEDULED),
                        open.stream()
                                .filter(session -> session.scheduledAt()
                                        .atZone(zone)
                                        .toLocalDate()
                                        .equals(day)),
                        open.stream().filter(session -> session.scheduledAt().isAfter(at)),
                        open.stream()
                                .sorted(Comparator.comparing(Session::scheduledAt)
                                        .reversed()))
                .map(Stream::findFirst)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
