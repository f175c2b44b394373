package org.sextant.monitoring;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sextant.chart.session.RaisedAlert;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionChart;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.chart.session.SideEffectsOfSession;
import org.sextant.chart.session.step.Disposition;
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
 * Updates the alerts and the monitoring clock of a session in the transaction that changes its readings, steps or side
 * effects.
 */
@ApplicationScoped
class AlertReconciler implements SessionWatch {

    private static final List<AlertKind> OF_READINGS =
            Stream.of(AlertKind.values()).filter(AlertKind::ofReadings).toList();

    private static final List<AlertKind> OF_SIDE_EFFECTS =
            List.of(AlertKind.SERIOUS_SIDE_EFFECT, AlertKind.SEVERE_SIDE_EFFECT);

    private final AlertRepository alerts;
    private final SessionRepository sessions;
    private final SessionChart chart;
    private final SideEffectsOfSession sideEffects;
    private final AlertRaiser raiser;
    private final InstantSource time;

    AlertReconciler(
            AlertRepository alerts,
            SessionRepository sessions,
            SessionChart chart,
            SideEffectsOfSession sideEffects,
            AlertRaiser raiser,
            InstantSource time) {
        this.alerts = alerts;
        this.sessions = sessions;
        this.chart = chart;
        this.sideEffects = sideEffects;
        this.raiser = raiser;
        this.time = time;
    }

    @Override
    public List<RaisedAlert> readingsChanged(Session session, String reason) {
        var now = time.instant();
        var snapshot = chart.withReadings(session, now);
        var existing = alerts.notWithdrawn(session.id());
        updateClock(session, snapshot, existing, reason);
        var findings = ReadingRules.evaluate(snapshot);
        var steps = session.forbiddenSteps();
        raiser.reconcile(subject(session), AlertKind.START_FORBIDDEN, existing, steps, reason);
        raiser.reconcile(subject(session), AlertKind.DISCHARGE_FORBIDDEN, existing, steps, reason);
        raiser.reconcile(subject(session), AlertKind.DOSE_EXCEEDED, existing, doseExceeded(session, snapshot), reason);
        raiser.reconcile(subject(session), AlertKind.RATE_EXCEEDED, existing, session.forbiddenRates(), reason);
        raiser.reconcile(subject(session), AlertKind.UNPLANNED_DISCHARGE, existing, unplanned(session), reason);
        return OF_READINGS.stream()
                .flatMap(kind -> raiser.reconcile(subject(session), kind, existing, findings, reason).stream())
                .map(AlertReconciler::raised)
                .toList();
    }

    @Override
    public void sideEffectsChanged(Session session, String reason) {
        var existing = alerts.notWithdrawn(session.id());
        var findings = ReadingRules.ofSideEffects(sideEffects.sideEffectsOf(session.id()));
        OF_SIDE_EFFECTS.forEach(kind -> raiser.reconcile(subject(session), kind, existing, findings, reason));
    }

    @Override
    public List<RaisedAlert> everRaisedByReadings(UUID sessionId) {
        return alerts.ofSession(sessionId).stream()
                .filter(alert -> alert.kind().ofReadings())
                .map(AlertReconciler::raised)
                .toList();
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
        var judged = existing.stream()
                .filter(alert -> alert.kind() == AlertKind.VITALS_OVERDUE)
                .collect(partitioningBy(alert -> MonitoringClock.judges(alert.dueAt(), snapshot)));
        // An import brought alerts of a time that this service does not judge: they stay, until somebody makes up for
        // them.
        judged.get(false)
                .forEach(alert ->
                        clear(alert, MonitoringClock.missed(alert.dueAt(), alert.missing(), snapshot), snapshot));
        var missed = MissedReadings.of(judged.get(true), clock.missed(), MonitoringClock.interval(snapshot));
        missed.obsolete().forEach(alert -> alert.withdraw(reason, now));
        if (!missed.obsolete().isEmpty()) {
            // Before the inserts: a new alert may have the due time of an alert that is withdrawn.
            alerts.flush();
        }
        missed.kept().forEach((alert, reading) -> clearOrReopen(alert, reading, snapshot));
        missed.unknown().forEach(reading -> clearOrReopen(raise(session, reading, snapshot), reading, snapshot));
        sessions.setClock(session, clock.nextDueAt(), clock.overdueAt(), now);
    }

    private static void clearOrReopen(Alert alert, Missed missed, Snapshot snapshot) {
        if (!clear(alert, missed, snapshot)) {
            alert.reopen(snapshot.at());
        }
    }

    /** @return false where nothing has made up for the missed reading */
    private static boolean clear(Alert alert, Missed missed, Snapshot snapshot) {
        if (missed.isMadeUpBy(snapshot.readings())) {
            alert.clear("A reading was taken", snapshot.at());
            return true;
        }
        if (snapshot.visit().dischargedAt() != null) {
            alert.clear("The patient was discharged", snapshot.at());
            return true;
        }
        return false;
    }

    private Alert raise(Session session, Missed missed, Snapshot snapshot) {
        return raiser.raise(
                subject(session), finding(session, missed), missed, MonitoringClock.isLateEntry(missed, snapshot));
    }

    private Finding finding(Session session, Missed missed) {
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
                        .formatted(what, Finding.local(missed.dueAt(), raiser.zone()), graceMinutes),
                null);
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

    /** The finding of a patient who did not go home. */
    private static List<Finding> unplanned(Session session) {
        var discharged = session.discharged();
        return discharged == null || discharged.disposition() == Disposition.HOME
                ? List.of()
                : List.of(new Finding(
                        AlertKind.UNPLANNED_DISCHARGE,
                        discharged.disposition() == Disposition.LEFT_AGAINST_ADVICE
                                ? AlertSeverity.WARNING
                                : AlertSeverity.CRITICAL,
                        session.id(),
                        discharged.at(),
                        session.recordedAt(),
                        null,
                        null,
                        switch (discharged.disposition()) {
                            case HOME -> "The patient went home";
                            case HOSPITAL -> "The patient was transferred to a hospital";
                            case LEFT_AGAINST_ADVICE -> "The patient left against advice";
                            case DIED -> "The patient died";
                        },
                        discharged.disposition().name()));
    }

    private static Alert.Subject subject(Session session) {
        return new Alert.Subject(session.courseId(), session.patientId(), session.id());
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
