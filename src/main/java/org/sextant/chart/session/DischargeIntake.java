package org.sextant.chart.session;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.step.Discharged;
import org.sextant.identity.Caller;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;

/**
 * Records discharges while a tablet was offline. The patient has left, so no rule refuses it: a criterion that is not met
 * becomes an alert. The lock on the session lets one discharge win, whether it was sent or done as a step; that on the
 * course has a score or a review of the same time come before or after the discharge.
 */
@ApplicationScoped
class DischargeIntake implements Intake<RecordDischarge> {

    private final SentDischargeRepository sent;
    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final SessionStepExecutor steps;
    private final SessionChart chart;
    private final IdempotentCreate creates;
    private final Caller caller;

    DischargeIntake(
            SentDischargeRepository sent,
            SessionRepository sessions,
            CourseRepository courses,
            SessionStepExecutor steps,
            SessionChart chart,
            IdempotentCreate creates,
            Caller caller) {
        this.sent = sent;
        this.sessions = sessions;
        this.courses = courses;
        this.steps = steps;
        this.chart = chart;
        this.creates = creates;
        this.caller = caller;
    }

    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordDischarge>> discharges) {
        sessions.findCourseOf(sessionId).ifPresent(courses::getForShare);
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(discharges);
        }
        var results = creates.executeAll(discharges, sent, pending -> discharge(session, pending));
        if (CreateResult.anyCreated(results)) {
            steps.settle(session);
        }
        return results;
    }

    private SentDischarge discharge(Session session, PendingCreate<RecordDischarge> pending) {
        var step = pending.request().step();
        SafetyGate.requireMayOverride(step.overrideReason(), caller);
        session.requireEnded();
        session.require(SessionStatus.DISCHARGED);
        steps.apply(session, step.at(), (one, at, now) -> {
            var verdicts = chart.verdictsOfDischarge(one, step, at, now);
            one.discharge(Discharged.of(step, at, verdicts), step.concomitantMedications(), now);
        });
        return new SentDischarge(pending.provenance(), session);
    }

    @Override
    public Kind kind() {
        return Kind.DISCHARGE;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordDischarge> request() {
        return RecordDischarge.class;
    }
}
