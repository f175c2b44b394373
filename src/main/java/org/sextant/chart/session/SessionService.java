package org.sextant.chart.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
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
import org.sextant.rules.protocol.DischargeCriterion;
import org.sextant.rules.protocol.Rules;
import org.sextant.rules.safety.DischargeRules;
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
        this.time = time;
    }

    Session checkIn(UUID id, String ifMatch, CheckIn step) {
        var course = courses.getForShare(sessions.courseOf(id));
        return steps.execute(
                id, ifMatch, step.at(), SessionStepExecutor.becoming(SessionStatus.CHECKED_IN), (session, at, now) -> {
                    requireActive(course);
                    times.check(course.origin(), at, step.historic(), "/at");
                    requireNoOtherVisit(session);
                    session.checkIn(CheckedIn.of(step, at, caller.subject()), now);
                });
    }

    /** Locks the patient, so that of two check-ins of one patient the second sees the first. */
    private void requireNoOtherVisit(Session session) {
        patients.getForUpdate(session.patientId());
        sessions.otherVisitOf(session).ifPresent(other -> {
            throw CourseProblem.SESSION_RUNNING
                    .because("Another session of the patient is under way; see existing.")
                    .with("existing", "/v1/sessions/" + other);
        });
    }

    Session amendCheckIn(UUID id, String ifMatch, JsonNode body) {
        return corrections.correct(id, ifMatch, body, checkInCorrection);
    }

    Session discharge(UUID id, String ifMatch, Discharge step) {
        return steps.execute(
                id, ifMatch, step.at(), SessionStepExecutor.becoming(SessionStatus.DISCHARGED), (session, at, now) -> {
                    requireCriteria(chart.rules(session), step);
                    var verdicts = DischargeRules.evaluate(
                            chart.beforeDischarge(session, step.escort(), at, now), step.criteria());
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
            var move = new Rescheduled(session.scheduledAt(), to, step.reason(), caller.subject(), now);
            if (!session.hasMoved(move)) {
                step.requireChange(session.scheduledAt(), to);
                session.reschedule(move, step.timeZone());
            }
        });
    }

    /**
     * The verdicts that the rules give for a step now.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the state of the session does not
     *     allow the step
     */
    Checks check(UUID id, Checks.Step step) {
        var session = sessions.get(id);
        var at = time.instant();
        var verdicts =
                switch (step) {
                    case START -> {
                        session.require(SessionStatus.INFUSING);
                        var dose = chart.rules(session).dose();
                        yield StartRules.evaluate(
                                chart.beforeStart(session, at, at), dose.mgPerKg(), chart.startFacts(session, at));
                    }
                    case DISCHARGE -> {
                        session.require(SessionStatus.DISCHARGED);
                        yield DischargeRules.evaluate(chart.beforeDischarge(session, null, at, at), Map.of());
                    }
                };
        return new Checks(session.id(), step, at, Verdict.worst(verdicts), verdicts);
    }

    private static void requireActive(Course course) {
        if (course.status() != CourseStatus.ACTIVE) {
            throw CourseProblem.NOT_ACTIVE
                    .because("A session needs an active course.")
                    .with("currentStatus", course.status());
        }
    }

    private static void requireCriteria(Rules rules, Discharge step) {
        var required = EnumSet.noneOf(DischargeCriterion.class);
        required.addAll(rules.discharge());
        var violations = new Violations();
        required.forEach(criterion -> violations.rejectIf(
                !step.criteria().containsKey(criterion),
                "/criteria/" + criterion,
                "must be stated: it is a criterion of the protocol"));
        step.criteria()
                .keySet()
                .forEach(criterion -> violations.rejectIf(
                        !required.contains(criterion), "/criteria/" + criterion, "is not a criterion of the protocol"));
        violations.refuse();
    }
}
