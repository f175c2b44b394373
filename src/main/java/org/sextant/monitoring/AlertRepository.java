package org.sextant.monitoring;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.sextant.chart.readiness.CriticalAlerts;
import org.sextant.chart.session.AlertsOfSession;
import org.sextant.record.ClinicRepository;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.web.representation.Position;

/** Queries the alerts of one clinic; of all clinics, the overdue sessions and the numbers of open alerts. */
@ApplicationScoped
class AlertRepository extends ClinicRepository<Alert> implements AlertsOfSession, CriticalAlerts {

    /** The filters of the list; a filter that is not set is null. */
    record Filters(AlertStatus status, AlertKind kind, UUID sessionId, UUID courseId) {}

    /**
     * A session with an overdue reading.
     *
     * @param at from this time on, the reading counts as missed
     */
    record Overdue(UUID clinicId, UUID sessionId, Instant at) {}

    List<Alert> list(Filters filters, Position after, int size) {
        var where = new StringBuilder("true = true");
        var parameters = new Parameters();
        filter(where, parameters, "status", filters.status());
        filter(where, parameters, "kind", filters.kind());
        filter(where, parameters, "sessionId", filters.sessionId());
        filter(where, parameters, "courseId", filters.courseId());
        return page("recordedAt", after, size, where.toString(), parameters);
    }

    private static void filter(StringBuilder where, Parameters parameters, String property, Object value) {
        if (value != null) {
            where.append(" and %1$s = :%1$s".formatted(property));
            parameters.and(property, value);
        }
    }

    /**
     * The subject of an alert, without loading the alert: a course is locked before its sessions, and a session before
     * its alerts.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such alert
     */
    Alert.Subject subjectOf(UUID id) {
        return getEntityManager()
                .createQuery("select courseId, patientId, sessionId from Alert where id = :id", Alert.Subject.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(this::notFound);
    }

    /** The alerts of a session that are not withdrawn, of all kinds, oldest first. */
    List<Alert> notWithdrawn(UUID sessionId) {
        return list("sessionId = ?1 and status <> ?2 order by recordedAt, id", sessionId, AlertStatus.WITHDRAWN);
    }

    /** All alerts of a session, withdrawn alerts included, oldest first. */
    List<Alert> ofSession(UUID sessionId) {
        return list("sessionId = ?1 order by recordedAt, id", sessionId);
    }

    @Override
    public List<AlertKind> openCriticalOf(UUID sessionId) {
        return list(
                        "sessionId = ?1 and status = ?2 and severity = ?3 order by recordedAt, id",
                        sessionId,
                        AlertStatus.OPEN,
                        AlertSeverity.CRITICAL)
                .stream()
                .map(Alert::kind)
                .toList();
    }

    /** The alerts of a patient that were reviewed and are not withdrawn, in any course, oldest first. */
    List<Alert> reviewedOf(UUID patientId) {
        return list(
                "patientId = ?1 and reviews is not null and status <> ?2 order by recordedAt, id",
                patientId,
                AlertStatus.WITHDRAWN);
    }

    /** The alerts of one kind of a course that are not withdrawn, oldest first. */
    List<Alert> notWithdrawn(UUID courseId, AlertKind kind) {
        return list(
                "courseId = ?1 and kind = ?2 and status <> ?3 order by recordedAt, id",
                courseId,
                kind,
                AlertStatus.WITHDRAWN);
    }

    @Override
    public List<OpenAlert> openOf(UUID courseId) {
        return list(
                        "courseId = ?1 and status = ?2 and severity = ?3 order by recordedAt, id",
                        courseId,
                        AlertStatus.OPEN,
                        AlertSeverity.CRITICAL)
                .stream()
                .map(alert -> new OpenAlert(alert.id(), alert.kind().name()))
                .toList();
    }

    @Override
    public Optional<UUID> toReview(UUID patientId) {
        return find(
                        "patientId = ?1 and kind = ?2 and status <> ?3 order by recordedAt desc, id desc",
                        patientId,
                        AlertKind.SUICIDAL_IDEATION,
                        AlertStatus.WITHDRAWN)
                .firstResultOptional()
                .map(Alert::id);
    }

    /** The sessions of all clinics whose next reading counts as missed at that moment, earliest first. */
    List<Overdue> overdueBy(Instant moment, int size) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("SELECT * FROM overdue_sessions(:moment, :size)", Tuple.class)
                .addScalar("clinic_id", UUID.class)
                .addScalar("id", UUID.class)
                .addScalar("vitals_overdue_at", Instant.class)
                .setParameter("moment", moment)
                .setParameter("size", size)
                .getResultList()
                .stream()
                .map(row -> new Overdue(row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, Instant.class)))
                .toList();
    }

    /** How many alerts of all clinics are open; kinds without an open alert are absent. */
    Map<AlertKind, Long> openByKind() {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("SELECT kind, alerts FROM open_alerts()", Tuple.class)
                .addScalar("kind", String.class)
                .addScalar("alerts", Long.class)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(
                        row -> AlertKind.valueOf(row.get("kind", String.class)), row -> row.get("alerts", Long.class)));
    }
}
