package org.sextant.monitoring;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.sextant.chart.assessment.AssessmentWatch;
import org.sextant.chart.assessment.FlaggedAssessment;
import org.sextant.chart.course.Course;
import org.sextant.chart.session.RaisedAlert;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionWatch;
import org.sextant.chart.session.SideEffectsOfSession;
import org.sextant.record.IdempotentCreate;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.DoseRules;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.MonitoringClock;
import org.sextant.rules.safety.MonitoringClock.Missed;
import org.sextant.rules.safety.ReadingRules;
import org.sextant.rules.safety.Snapshot;

/**
 * Updates the alerts and the monitoring clock of a session in the transaction that changes its readings, steps, side
 * effects or assessments.
 */
@ApplicationScoped
class AlertReconciler implements SessionWatch, AssessmentWatch {

    private static final List<AlertKind> OF_READINGS =
            Stream.of(AlertKind.values()).filter(AlertKind::ofReadings).toList();

    private final AlertRepository alerts;
    private final SessionChart chart;
    private final SideEffectsOfSession sideEffects;
    private final IdempotentCreate creation;
    private final InstantSource time;

    AlertReconciler(
            AlertRepository alerts,
            SessionChart chart,
            SideEffectsOfSession sideEffects,
            IdempotentCreate creation,
            InstantSource time) {
        this.alerts = alerts;
        this.chart = chart;
        this.sideEffects = sideEffects;
        this.creation = creation;
        this.time = time;
    }

    @Override
    public List<RaisedAlert> readingsChanged(Session session, String reason) {
        var now = time.instant();
        var snapshot = chart.withReadings(session, now);
        var existing = alerts.notWithdrawn(session.id());
        updateClock(session, snapshot, existing, reason);
        var findings = ReadingRules.evaluate(snapshot);
        var reconciliation = new Reconciliation(reason, now, fresh -> raise(subject(session), fresh));
        reconciliation.of(AlertKind.DOSE_EXCEEDED, existing, doseExceeded(session, snapshot));
        return OF_READINGS.stream()
                .flatMap(kind -> reconciliation.of(kind, existing, findings).stream())
                .map(AlertReconciler::raised)
                .toList();
    }

    @Override
    public void sideEffectsChanged(Session session, String reason) {
        new Reconciliation(reason, time.instant(), fresh -> raise(subject(session), fresh))
                .of(
                        AlertKind.SERIOUS_SIDE_EFFECT,
                        alerts.notWithdrawn(session.id()),
                        ReadingRules.serious(sideEffects.sideEffectsOf(session.id())));
    }

    @Override
    public List<RaisedAlert> everRaisedByReadings(UUID sessionId) {
        return alerts.ofSession(sessionId).stream()
                .filter(alert -> alert.kind().ofReadings())
                .map(AlertReconciler::raised)
                .toList();
    }

    @Override
    public void flagsChanged(Course course, List<FlaggedAssessment> flagged, String reason) {
        var existing = alerts.notWithdrawn(course.id(), AlertKind.SUICIDAL_IDEATION);
        var sessions = new LinkedHashSet<UUID>();
        existing.forEach(alert -> sessions.add(alert.sessionId()));
        flagged.forEach(assessment -> sessions.add(assessment.sessionId()));
        for (var session : sessions) {
            var subject = new Alert.Subject(course.id(), course.patientId(), session);
            new Reconciliation(reason, time.instant(), fresh -> raise(subject, fresh))
                    .of(
                            AlertKind.SUICIDAL_IDEATION,
                            existing.stream()
                                    .filter(alert -> Objects.equals(alert.sessionId(), session))
                                    .toList(),
                            flagged.stream()
                                    .filter(assessment -> Objects.equals(assessment.sessionId(), session))
                                    .map(AlertReconciler::finding)
                                    .toList());
        }
    }

    private static List<Finding> doseExceeded(Session session, Snapshot snapshot) {
        if (session.started() == null) {
            return List.of();
        }
        var at = session.ended() == null ? session.startedAt() : session.endedAt();
        return DoseRules.exceeded(snapshot.revision(), session.doseFacts(), session.id(), at, session.recordedAt());
    }

    private void updateClock(Session session, Snapshot snapshot, List<Alert> existing, String reason) {
        var now = snapshot.at();
        var clock = MonitoringClock.of(snapshot);
        var missed = MissedReadings.of(
                existing.stream()
                        .filter(alert -> alert.kind() == AlertKind.VITALS_OVERDUE)
                        .toList(),
                clock.missed(),
                MonitoringClock.interval(snapshot));
        missed.obsolete().forEach(alert -> alert.withdraw(reason, now));
        if (!missed.obsolete().isEmpty()) {
            // Before the inserts: a new alert may have the due time of an alert that is withdrawn.
            alerts.flush();
        }
        missed.kept().forEach((alert, reading) -> clearOrReopen(alert, reading, snapshot));
        missed.unknown().forEach(reading -> clearOrReopen(raise(session, reading), reading, snapshot));
        session.setClock(clock.nextDueAt(), clock.overdueAt(), now);
    }

    private static void clearOrReopen(Alert alert, Missed missed, Snapshot snapshot) {
        if (missed.isMadeUpBy(snapshot.readings())) {
            alert.clear("A reading was taken", snapshot.at());
        } else if (snapshot.visit().dischargedAt() != null) {
            alert.clear("The patient was discharged", snapshot.at());
        } else {
            alert.reopen(snapshot.at());
        }
    }

    private Alert raise(Session session, Missed missed) {
        return raise(subject(session), List.of(finding(session, missed)), missed);
    }

    private static Finding finding(Session session, Missed missed) {
        var graceMinutes = Duration.between(missed.dueAt(), missed.overdueAt()).toMinutes();
        var what = missed.missing().isEmpty()
                ? "A reading"
                : "A reading of "
                        + missed.missing().stream().map(AlertReconciler::words).collect(joining(" and "));
        return new Finding(
                AlertKind.VITALS_OVERDUE,
                AlertSeverity.WARNING,
                session.id(),
                missed.dueAt(),
                session.recordedAt(),
                null,
                null,
                "%s was due at %s and was still missing %d minutes later."
                        .formatted(what, missed.dueAt(), graceMinutes));
    }

    private static String words(RequiredMeasurement measurement) {
        return switch (measurement) {
            case BLOOD_PRESSURE -> "blood pressure";
            case SPO2 -> "SpO2";
            case HEART_RATE -> "heart rate";
            case RESPIRATORY_RATE -> "respiratory rate";
            case SEDATION -> "sedation";
        };
    }

    private Alert raise(Alert.Subject subject, List<Finding> findings) {
        return raise(subject, findings, null);
    }

    private Alert raise(Alert.Subject subject, List<Finding> findings, Missed missed) {
        var alert = new Alert(creation.provenance(null, subject), subject, findings, missed);
        alerts.persist(alert);
        return alert;
    }

    private static Alert.Subject subject(Session session) {
        return new Alert.Subject(session.courseId(), session.patientId(), session.id());
    }

    private static Finding finding(FlaggedAssessment flagged) {
        return new Finding(
                AlertKind.SUICIDAL_IDEATION,
                AlertSeverity.CRITICAL,
                flagged.id(),
                flagged.takenAt(),
                flagged.recordedAt(),
                null,
                null,
                "Answers on the %s raise the flag of suicidal ideation.".formatted(flagged.instrument()));
    }

    private static RaisedAlert raised(Alert alert) {
        return new RaisedAlert(
                alert.id(),
                alert.kind(),
                alert.severity(),
                alert.status().name(),
                alert.status() != AlertStatus.WITHDRAWN,
                alert.value(),
                alert.limit(),
                alert.sources(),
                alert.changedAt());
    }
}
