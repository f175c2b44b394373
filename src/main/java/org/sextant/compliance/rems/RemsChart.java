package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.Drug;
import org.sextant.web.problem.CommonProblem;

/** Collects what the monitoring form of a session is filled in from. */
@ApplicationScoped
class RemsChart {

    private final SessionChart chart;
    private final RemsRepository repository;
    private final ClinicProfiles clinics;

    RemsChart(SessionChart chart, RemsRepository repository, ClinicProfiles clinics) {
        this.chart = chart;
        this.repository = repository;
        this.clinics = clinics;
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where no esketamine was given in the session */
    Session requireEsketamine(Session session) {
        if (session.startedAt() == null || chart.rules(session).drug() != Drug.ESKETAMINE) {
            throw CommonProblem.NOT_FOUND.because(
                    "No esketamine was given in this session: the session has no REMS form.");
        }
        return session;
    }

    /** @param answered the answers of staff, or null */
    RemsReport report(Session session, RemsAnswers answered, Instant now) {
        var at = session.discharged() == null ? now : session.discharged().at();
        var facts = new RemsFacts(
                repository.patient(session.patientId()),
                chart.gotDrugBefore(session, session.startedAt()),
                repository.enrolled(session.patientId()),
                clinics.current(),
                answered == null ? AnswerRems.NOTHING : answered.content());
        return new RemsReport(session, chart.withAll(session, now).at(at), facts);
    }
}
