package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /**
     * The reports of sessions with esketamine, by the session's id. The number of queries does not depend on the number
     * of sessions.
     *
     * @param answered the answers of staff by the session's id; a session without answers has no entry
     */
    Map<UUID, RemsReport> reports(List<Session> sessions, Map<UUID, RemsAnswers> answered, Instant now) {
        var patientIds = sessions.stream().map(Session::patientId).collect(Collectors.toSet());
        var patients = repository.patients(patientIds);
        var enrolled = repository.enrolled(patientIds);
        var treatedBefore = chart.withDrugBefore(sessions);
        var clinic = clinics.current();
        var snapshots = chart.withAll(sessions, now);
        var reports = new HashMap<UUID, RemsReport>();
        for (var session : sessions) {
            var answers = answered.get(session.id());
            var facts = new RemsFacts(
                    patients.get(session.patientId()),
                    treatedBefore.contains(session.id()),
                    enrolled.get(session.patientId()),
                    clinic,
                    answers == null ? AnswerRems.NOTHING : answers.content());
            var at = session.discharged() == null ? now : session.discharged().at();
            reports.put(
                    session.id(),
                    new RemsReport(session, snapshots.get(session.id()).at(at), facts));
        }
        return reports;
    }
}
