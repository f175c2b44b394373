package org.sextant.chart.infusion;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.SafetyGate;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.SessionStepExecutor;
import org.sextant.identity.Caller;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;

/**
 * Records starts of the drug while a tablet was offline. No rule refuses what has happened: what a rule forbids becomes
 * an alert. The lock on the session lets one start win, whether it was sent or done as a step; that on the course has a
 * score or a review that another request records at the same time come before or after the start.
 */
@ApplicationScoped
class StartIntake implements Intake<RecordStart> {

    private final SentStartRepository sent;
    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final SessionStepExecutor steps;
    private final DrugStart drug;
    private final IdempotentCreate creates;
    private final Caller caller;

    StartIntake(
            SentStartRepository sent,
            SessionRepository sessions,
            CourseRepository courses,
            SessionStepExecutor steps,
            DrugStart drug,
            IdempotentCreate creates,
            Caller caller) {
        this.sent = sent;
        this.sessions = sessions;
        this.courses = courses;
        this.steps = steps;
        this.drug = drug;
        this.creates = creates;
        this.caller = caller;
    }

    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordStart>> starts) {
        sessions.findCourseOf(sessionId).ifPresent(courses::getForShare);
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(starts);
        }
        var results = creates.executeAll(starts, sent, pending -> start(session, pending));
        if (CreateResult.anyCreated(results)) {
            steps.settle(session);
        }
        return results;
    }

    private SentStart start(Session session, PendingCreate<RecordStart> pending) {
        var step = pending.request().step();
        SafetyGate.requireMayOverride(step.overrideReason(), caller);
        session.requireVisit();
        SessionStepExecutor.becoming(SessionStatus.INFUSING).accept(session);
        steps.apply(session, step.at(), (one, at, now) -> one.start(drug.happened(one, step, at, now)));
        return new SentStart(pending.provenance(), session);
    }

    @Override
    public Kind kind() {
        return Kind.START;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordStart> request() {
        return RecordStart.class;
    }
}
