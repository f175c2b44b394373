package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sextant.chart.assessment.AssessmentWatch;
import org.sextant.chart.assessment.FlaggedAssessment;
import org.sextant.chart.assessment.SessionMeasure;
import org.sextant.chart.course.Course;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.rules.protocol.Limits;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.DissociationRules;
import org.sextant.rules.safety.Finding;

/** Updates the alerts of a course in the transaction that changes its assessments. */
@ApplicationScoped
class AssessmentAlerts implements AssessmentWatch {

    private final AlertRepository alerts;
    private final AlertRaiser raiser;
    private final SessionRepository sessions;
    private final SessionChart chart;
    private final ProtocolRepository protocols;

    AssessmentAlerts(
            AlertRepository alerts,
            AlertRaiser raiser,
            SessionRepository sessions,
            SessionChart chart,
            ProtocolRepository protocols) {
        this.alerts = alerts;
        this.raiser = raiser;
        this.sessions = sessions;
        this.chart = chart;
        this.protocols = protocols;
    }

    /** A finding of an assessment of a session; the session is null where the assessment belongs to none. */
    private record Found(UUID sessionId, Finding finding) {}

    @Override
    public void flagsChanged(Course course, List<FlaggedAssessment> flagged, String reason) {
        update(
                course,
                AlertKind.SUICIDAL_IDEATION,
                flagged.stream().map(AssessmentAlerts::found).toList(),
                reason);
    }

    @Override
    public void measuresChanged(Course course, List<SessionMeasure> measures, String reason) {
        var ofSession = measures.isEmpty()
                ? Map.<UUID, Session>of()
                : sessions.allOf(course.id()).stream().collect(Collectors.toMap(Session::id, Function.identity()));
        var found = measures.stream()
                .flatMap(measure -> found(
                        measure,
                        limits(course, measure.sessionId() == null ? null : ofSession.get(measure.sessionId())))
                        .stream())
                .toList();
        update(course, AlertKind.DISSOCIATION_DEEP, found, reason);
    }

    private void update(Course course, AlertKind kind, List<Found> found, String reason) {
        var existing = alerts.notWithdrawn(course.id(), kind);
        var ofSessions = new LinkedHashSet<UUID>();
        existing.forEach(alert -> ofSessions.add(alert.sessionId()));
        found.forEach(finding -> ofSessions.add(finding.sessionId()));
        for (var session : ofSessions) {
            raiser.reconcile(
                    new Alert.Subject(course.id(), course.patientId(), session),
                    kind,
                    existing.stream()
                            .filter(alert -> Objects.equals(alert.sessionId(), session))
                            .toList(),
                    found.stream()
                            .filter(finding -> Objects.equals(finding.sessionId(), session))
                            .map(Found::finding)
                            .toList(),
                    reason);
        }
    }

    private static Found found(FlaggedAssessment flagged) {
        return new Found(
                flagged.sessionId(),
                new Finding(
                        AlertKind.SUICIDAL_IDEATION,
                        AlertSeverity.CRITICAL,
                        flagged.id(),
                        flagged.takenAt(),
                        flagged.recordedAt(),
                        null,
                        null,
                        "%s: %s, raises the flag of suicidal ideation"
                                .formatted(flagged.instrument(), flagged.answered()),
                        "Answers on the %s raise the flag of suicidal ideation.".formatted(flagged.instrument())));
    }

    private static Optional<Found> found(SessionMeasure measure, Limits limits) {
        return DissociationRules.evaluate(
                        new DissociationRules.Score(
                                measure.id(),
                                measure.instrument(),
                                measure.total(),
                                measure.takenAt(),
                                measure.recordedAt()),
                        limits)
                .map(finding -> new Found(measure.sessionId(), finding));
    }

    /** The limits that apply to the session; those of the course where the score belongs to no session. */
    private Limits limits(Course course, Session session) {
        return session == null
                ? protocols.rules(course.protocol(), course.protocolRevision()).limits()
                : chart.rules(session).limits();
    }
}
