package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.Drug;
import org.sextant.web.problem.CommonProblem;

/** Fills in and submits the monitoring forms of the clinic's esketamine sessions. */
@ApplicationScoped
class RemsService {

    private final RemsRepository submissions;
    private final SessionRepository sessions;
    private final SessionChart chart;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    RemsService(
            RemsRepository submissions,
            SessionRepository sessions,
            SessionChart chart,
            DeviceTime deviceTime,
            InstantSource time) {
        this.submissions = submissions;
        this.sessions = sessions;
        this.chart = chart;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session */
    RemsForm form(UUID sessionId) {
        var session = requireEsketamine(sessions.get(sessionId));
        var now = time.instant();
        var submission = submissions.ofSession(sessionId).orElse(null);
        var at = session.discharged() == null ? now : session.discharged().at();
        var deadline = RemsDeadline.of(sessionId, session.patientId(), session.startedAt(), submission != null, now);
        return new RemsReport(session, chart.withAll(session, now).at(at)).form(deadline, submission);
    }

    /**
     * Records that staff have submitted the form. One transaction.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session, 409 before the
     *     discharge and where the form is already submitted
     */
    @Transactional
    RemsSubmission submit(UUID sessionId, Provenance provenance, SubmitRems request) {
        var session = requireEsketamine(sessions.getForUpdate(sessionId));
        if (session.discharged() == null) {
            throw CommonProblem.WRONG_STATE
                    .because("The patient is not discharged yet: the form is incomplete.")
                    .with("currentStatus", session.status());
        }
        if (submissions.ofSession(sessionId).isPresent()) {
            throw CommonProblem.WRONG_STATE
                    .because("The form is already submitted.")
                    .with("currentStatus", RemsStatus.SUBMITTED);
        }
        var reported = deviceTime.read(request.submittedAt(), "/submittedAt", session);
        var submitted = reported == null ? new DeviceMoment(time.instant(), null) : reported;
        return submissions.add(new RemsSubmission(provenance, session, submitted, request.reference()));
    }

    private Session requireEsketamine(Session session) {
        if (session.startedAt() == null || chart.rules(session).drug() != Drug.ESKETAMINE) {
            throw CommonProblem.NOT_FOUND.because(
                    "No esketamine was given in this session: the session has no REMS form.");
        }
        return session;
    }
}
