package org.sextant.outcome;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.sextant.course.Course;
import org.sextant.identity.Caller;
import org.sextant.outcome.SummaryView.Alerts;
import org.sextant.outcome.SummaryView.Effects;
import org.sextant.outcome.SummaryView.Readings;

/** The figures of one course that the database counts, one statement each. Native SQL, so the clinic is named in it. */
@ApplicationScoped
class SummaryRepository {

    private static final String READINGS = """
            SELECT count(*) AS readings, max(systolic) AS max_systolic, max(diastolic) AS max_diastolic, min(spo2) AS min_spo2,
                   round(max((systolic - baseline) * 100.0 / baseline) FILTER (WHERE corrected_at >= started_at), 1) AS max_rise
            FROM (
                SELECT vitals.*, session.started_at,
                       first_value(CASE WHEN corrected_at <= started_at THEN systolic END) OVER (
                           PARTITION BY session_id
                           ORDER BY corrected_at <= started_at AND systolic IS NOT NULL DESC NULLS LAST, corrected_at DESC, vitals.id DESC
                       ) AS baseline
                FROM vitals
                JOIN session ON session.clinic_id = vitals.clinic_id AND session.id = vitals.session_id
                WHERE vitals.clinic_id = :clinic AND session.course_id = :course AND vitals.status <> 'ENTERED_IN_ERROR'
            ) AS reading
            """;

    private static final String EFFECTS = """
            SELECT effect, count(DISTINCT session_id) AS sessions, count(*) AS occurrences,
                   (ARRAY['MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING'])[
                       max(array_position(ARRAY['MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING'], severity))] AS worst,
                   round(CAST(percentile_cont(0.5) WITHIN GROUP (
                       ORDER BY extract(epoch FROM corrected_resolved_at - side_effect.corrected_at) / 60) AS numeric), 1) AS median_minutes
            FROM side_effect
            JOIN session ON session.clinic_id = side_effect.clinic_id AND session.id = side_effect.session_id
            WHERE side_effect.clinic_id = :clinic AND session.course_id = :course AND side_effect.status <> 'ENTERED_IN_ERROR'
            GROUP BY effect
            ORDER BY effect
            """;

    private static final String ALERTS = """
            SELECT count(*) FILTER (WHERE status = 'OPEN') AS open, count(*) AS total
            FROM alert
            WHERE clinic_id = :clinic AND course_id = :course AND status <> 'WITHDRAWN'
            """;

    private final EntityManager database;
    private final Caller caller;

    SummaryRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    Readings readingsOf(Course course) {
        var row = rows(READINGS, course.id()).get(0);
        return new Readings(
                count(row, "readings"),
                whole(row, "max_systolic"),
                whole(row, "max_diastolic"),
                whole(row, "min_spo2"),
                row.get("max_rise", BigDecimal.class));
    }

    Alerts alertsOf(Course course) {
        var row = rows(ALERTS, course.id()).get(0);
        return new Alerts(count(row, "open"), count(row, "total"));
    }

    List<Effects> effectsOf(Course course) {
        return rows(EFFECTS, course.id()).stream()
                .map(row -> new Effects(
                        row.get("effect", String.class),
                        count(row, "sessions"),
                        count(row, "occurrences"),
                        row.get("worst", String.class),
                        row.get("median_minutes", BigDecimal.class)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, UUID courseId) {
        return database.createNativeQuery(sql, Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("course", courseId)
                .getResultList();
    }

    private static int count(Tuple row, String column) {
        return row.get(column, Number.class).intValue();
    }

    private static Integer whole(Tuple row, String column) {
        var value = row.get(column, Number.class);
        return value == null ? null : value.intValue();
    }
}
