package org.sextant.chart.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseProblem;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.course.RecordTimes;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.chart.session.step.CancelSession;
import org.sextant.chart.session.step.CheckIn;
import org.sextant.chart.session.step.CheckedIn;
import org.sextant.chart.session.step.Discharge;
import org.sextant.chart.session.step.Discharged;
import org.sextant.chart.session.step.RescheduleSession;
import org.sextant.chart.session.step.Rescheduled;
import org.sextant.identity.Caller;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.safety.StartRules;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.problem.Violations;

/** Executes the check-in, the discharge and the cancellation of sessions. Each method is one transaction. */
@ApplicationScoped
@Transactional
class SessionService {

    private final SessionStepExecutor steps;
    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final PatientRepository patients;
    private final SessionChart chart;
    private final ClinicProfiles clinics;
    private final RecordTimes times;
    private final StepCorrections corrections;
    private final CheckInCorrection checkInCorrection;
    private final Caller caller;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    SessionService(
            SessionStepExecutor steps,
            SessionRepository sessions,
            CourseRepository courses,
            PatientRepository patients,
            SessionChart chart,
            ClinicProfiles clinics,
            RecordTimes times,
            StepCorrections corrections,
            CheckInCorrection checkInCorrection,
            Caller caller,
            DeviceTime deviceTime,
            InstantSource time) {
        this.steps = steps;
        this.sessions = sessions;
        this.courses = courses;
        this.patients = patients;
        this.chart = chart;
        this.clinics = clinics;
        this.times = times;
        this.corrections = corrections;
        this.checkInCorrection = checkInCorrection;
        this.caller = caller;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    Session checkIn(UUID id, String ifMatch, CheckIn step) {
        var course = courses.getForShare(sessions.courseOf(id));
        return steps.execute(
                id, ifMatch, step.at(), SessionStepExecutor.becoming(SessionStatus.CHECKED_IN), (session, at, now) -> {
                    requireActive(course);
                    requireNoOtherVisit(session);
                    times.check(course.origin(), at, step.historic(), "/at");
                    session.checkIn(CheckedIn.of(step, at, caller.subject()), now);
                });
    }

    /**
     * Locks the patient, so that of two check-ins of one patient the second sees the first. This lock comes before the
     * weaker one that keeps the birth date.
     */
    private void requireNoOtherVisit(Session session) {
        patients.getForUpdate(session.patientId());
        sessions.otherVisitOf(session).ifPresent(other -> {
            throw CourseProblem.anotherVisit(other);
        });
    }

    Session amendCheckIn(UUID id, String ifMatch, JsonNode body) {
        return corrections.correct(id, ifMatch, body, checkInCorrection);
    }

    Session discharge(UUID id, String ifMatch, Discharge step) {
        step.check();
        // A score or a review that another request records at the same time comes before or after the discharge.
        courses.getForShare(sessions.courseOf(id));
        return steps.execute(
                id, ifMatch, step.at(), SessionStepExecutor.becoming(SessionStatus.DISCHARGED), (session, at, now) -> {
                    requireCriteria(chart.rules(session), step);
                    var verdicts = chart.verdictsOfDischarge(session, step, at, now);
                    SafetyGate.requirePassed(verdicts, step.overrideReason(), caller);
                    session.discharge(Discharged.of(step, at, verdicts), step.concomitantMedications(), now);
                });
    }

    Session cancel(UUID id, String ifMatch, CancelSession step) {
        var cancelled = step.at(time.instant());
        return steps.execute(
                id,
                ifMatch,
                null,
                SessionStepExecutor.becoming(SessionStatus.CANCELLED),
                (session, at, now) -> session.cancel(cancelled));
    }

    /** A retry, by the same person to the same time for the same reason, changes nothing. */
    Session reschedule(UUID id, String ifMatch, RescheduleSession step) {
        step.check();
        return steps.execute(id, ifMatch, null, Session::requireScheduled, (session, at, now) -> {
            var to = step.to(session.zone(clinics.zone()));
            times.requireBorn(
                    session.patientId(), null, to, step.scheduledAt() == null ? "/scheduledLocal" : "/scheduledAt");
            var move = new Rescheduled(session.scheduledAt(), to, step.reason(), caller.subject(), now);
            if (!session.hasMoved(move)) {
                step.requireChange(session.scheduledAt(), to);
                session.reschedule(move, step.timeZone());
            }
        });
    }

    /**
     * The verdicts that the rules give for a step at a time.
     *
     * @param sentAt the time of the step, by the device's clock; null for now
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the state of the session does not
     *     allow the step; 400 where the time lies in the future or before the step that the step follows
     */
    Checks check(UUID id, Checks.Step step, Instant sentAt) {
        var session = sessions.get(id);
        session.require(step.next());
        var at = timeOf(session, sentAt);
        var now = time.instant();
        var verdicts =
                switch (step) {
                    case START -> {
                        var dose = chart.rules(session).dose();
                        yield StartRules.evaluate(
                                chart.beforeStart(session, at, now), dose.mgPerKg(), chart.startFacts(session, at));
                    }
                    case DISCHARGE -> chart.verdictsBeforeDischarge(session, at, now);
                };
        return new Checks(session.id(), step, at, Verdict.worst(verdicts), verdicts);
    }

    private Instant timeOf(Session session, Instant sentAt) {
        var at = deviceTime.ofCheck("at", sentAt, session.lastStepAt(), session.knownClocks());
        if (session.lastStepAt() != null && at.isBefore(session.lastStepAt())) {
            throw Violations.ofParameter("at", "must not lie before the step that this step follows");
        }
        return at;
    }

    private static void requireActive(Course course) {
        if (course.status() != CourseStatus.ACTIVE) {
            throw CourseProblem.NOT_ACTIVE
                    .because("A session needs an active course.")
                    .with("currentStatus", course.status());
        }
    }

    private static void requireCriteria(Rules rules, Discharge step) {
        var criteria = EnumSet.noneOf(DischargeCriterion.class);
        criteria.addAll(rules.discharge());
        var stated = step.criteria() == null
                ? Set.<DischargeCriterion>of()
                : step.criteria().keySet();
        var violations = new Violations();
        criteria.forEach(criterion -> violations.rejectIf(
                step.goesHome() && !criterion.needsNoStatement() && !stated.contains(criterion),
                "/criteria/" + criterion,
                "must be stated: it is a criterion of the protocol"));
        stated.forEach(criterion -> violations.rejectIf(
                !criteria.contains(criterion), "/criteria/" + criterion, "is not a criterion of the protocol"));
        violations.refuse();
    }
}
