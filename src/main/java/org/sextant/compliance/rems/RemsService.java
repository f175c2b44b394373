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

/** The forms of the clinic's sessions with esketamine. */
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

    /** @throws org.sextant.web.problem.ProblemException 404 where there is no such form */
    RemsForm form(UUID sessionId) {
        var session = withEsketamine(sessions.get(sessionId));
        var now = time.instant();
        var submission = submissions.ofSession(sessionId).orElse(null);
        var at = session.discharged() == null ? now : session.discharged().at();
        var deadline = RemsDeadline.of(sessionId, session.patientId(), session.startedAt(), submission != null, now);
        return new RemsReport(session, chart.withAll(session, now).at(at)).form(deadline, submission);
    }

    /** One transaction. */
    @Transactional
    RemsSubmission submit(UUID sessionId, Provenance provenance, SubmitRems request) {
        var session = withEsketamine(sessions.getForUpdate(sessionId));
        if (session.discharged() == null) {
            throw CommonProblem.WRONG_STATE
                    .because("The patient has not been discharged: the form is not whole.")
                    .with("currentStatus", session.status());
        }
        if (submissions.ofSession(sessionId).isPresent()) {
            throw CommonProblem.WRONG_STATE
                    .because("The form has been submitted already.")
                    .with("currentStatus", RemsStatus.SUBMITTED);
        }
        var told = deviceTime.read(request.submittedAt(), "/submittedAt", session);
        var submitted = told == null ? new DeviceMoment(time.instant(), null) : told;
        return submissions.add(new RemsSubmission(provenance, session, submitted, request.reference()));
    }

    private Session withEsketamine(Session session) {
        if (session.startedAt() == null || chart.rules(session).drug() != Drug.ESKETAMINE) {
            throw CommonProblem.NOT_FOUND.because("No esketamine was given in this session: it has no such form.");
        }
        return session;
    }
}
