package org.sextant.reporting.summary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.identity.Caller;
import org.sextant.reporting.summary.SummaryOfVisit.Pressure;
import org.sextant.reporting.summary.SummaryView.Alerts;
import org.sextant.web.problem.CommonProblem;

/**
 * The figures of one course that the database counts, one statement each. Hibernate's clinic filter does not reach
 * native SQL, so each statement names the clinic itself.
 */
@ApplicationScoped
class SummaryRepository {

    private static final String COURSE = """
            SELECT course.id, patient_id, status, protocol, phase, planned_sessions, alerts.open, alerts.total, chart_version(course.id) AS version,
                   greatest(updated_at, alerts.changed_at, sessions.changed_at, episode.changed_at) AS changed_at
            FROM course,
                LATERAL (SELECT count(*) FILTER (WHERE status = 'OPEN') AS open, count(*) FILTER (WHERE status <> 'WITHDRAWN') AS total,
                                max(changed_at) AS changed_at
                         FROM alert WHERE clinic_id = course.clinic_id AND course_id = course.id) AS alerts,
                LATERAL (SELECT max(greatest(member.updated_at, scored.changed_at, treated.changed_at)) AS changed_at
                         FROM course AS member,
                             LATERAL (SELECT max(greatest(recorded_at, changed_at)) AS changed_at
                                      FROM assessment WHERE clinic_id = member.clinic_id AND course_id = member.id) AS scored,
                             LATERAL (SELECT max(updated_at) AS changed_at
                                      FROM session WHERE clinic_id = member.clinic_id AND course_id = member.id) AS treated
                         WHERE clinic_id = course.clinic_id AND id = ANY(:episode)) AS episode,
                LATERAL (SELECT max(greatest(updated_at, readings.changed_at, effects.changed_at)) AS changed_at
                         FROM session,
                             LATERAL (SELECT max(greatest(recorded_at, changed_at)) AS changed_at
                                      FROM vitals WHERE clinic_id = session.clinic_id AND session_id = session.id) AS readings,
                             LATERAL (SELECT max(greatest(recorded_at, changed_at, resolution_recorded_at)) AS changed_at
                                      FROM side_effect WHERE clinic_id = session.clinic_id AND session_id = session.id) AS effects
                         WHERE clinic_id = course.clinic_id AND course_id = course.id) AS sessions
            WHERE course.clinic_id = :clinic AND course.id = :course
            """;

    private static final String VISITS = """
            SELECT session.id AS session_id, readings, max_systolic, max_diastolic, min_spo2, baseline_systolic, baseline_diastolic,
                   peak_systolic, peak_diastolic, effects, severities, minutes, %s AS overridden_doses
            FROM session,
                LATERAL (SELECT count(*) AS readings, max(systolic) AS max_systolic, max(diastolic) AS max_diastolic, min(spo2) AS min_spo2,
                                (array_agg(systolic ORDER BY corrected_at DESC, recorded_at DESC, id DESC)
                                    FILTER (WHERE corrected_at <= started_at AND systolic IS NOT NULL))[1] AS baseline_systolic,
                                (array_agg(diastolic ORDER BY corrected_at DESC, recorded_at DESC, id DESC)
                                    FILTER (WHERE corrected_at <= started_at AND systolic IS NOT NULL))[1] AS baseline_diastolic,
                                max(systolic) FILTER (WHERE corrected_at >= started_at) AS peak_systolic,
                                max(diastolic) FILTER (WHERE corrected_at >= started_at) AS peak_diastolic
                         FROM vitals
                         WHERE clinic_id = session.clinic_id AND session_id = session.id AND status <> 'ENTERED_IN_ERROR') AS of_vitals,
                LATERAL (SELECT array_agg(effect ORDER BY corrected_at, recorded_at, id) AS effects,
                                array_agg(severity ORDER BY corrected_at, recorded_at, id) AS severities,
                                array_agg(date_part('epoch', corrected_resolved_at - corrected_at) / 60
                                    ORDER BY corrected_at, recorded_at, id) AS minutes
                         FROM side_effect
                         WHERE clinic_id = session.clinic_id AND session_id = session.id AND status <> 'ENTERED_IN_ERROR') AS of_effects
            WHERE session.clinic_id = :clinic AND session.course_id = :course
            """.formatted(OverriddenSteps.DOSES);

    private final EntityManager database;
    private final Caller caller;

    SummaryRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * The facts of a course.
     *
     * @param episode the courses of its episode
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such course
     */
    CourseFacts get(UUID courseId, List<UUID> episode) {
        return query(COURSE, courseId)
                .setParameter("episode", episode.toArray(UUID[]::new))
                .addScalar("id", UUID.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("status", String.class)
                .addScalar("protocol", String.class)
                .addScalar("phase", String.class)
                .addScalar("planned_sessions", Integer.class)
                .addScalar("open", Integer.class)
                .addScalar("total", Integer.class)
                .addScalar("changed_at", Instant.class)
                .addScalar("version", Long.class)
                .getResultStream()
                .map(row -> new CourseFacts(
                        row.get("id", UUID.class),
                        row.get("patient_id", UUID.class),
                        CourseStatus.valueOf(row.get("status", String.class)),
                        row.get("protocol", String.class),
                        CoursePhase.valueOf(row.get("phase", String.class)),
                        row.get("planned_sessions", Integer.class),
                        new Alerts(row.get("open", Integer.class), row.get("total", Integer.class)),
                        row.get("changed_at", Instant.class),
                        row.get("version", Long.class)))
                .findFirst()
                .orElseThrow(() -> CommonProblem.NOT_FOUND.because("There is no record with this id."));
    }

    /**
     * The readings, side effects and overridden doses of a course, without records entered in error.
     *
     * @param readings one item for each session with a reading, in no order
     * @param effects one item for each side effect, in no order
     * @param overriddenDoses the number of overridden doses, as {@link OverriddenSteps} defines them
     */
    record Visits(List<VisitReadings> readings, List<VisitEffect> effects, int overriddenDoses) {}

    Visits visitsOf(UUID courseId) {
        var rows = query(VISITS, courseId)
                .addScalar("session_id", UUID.class)
                .addScalar("readings", Integer.class)
                .addScalar("max_systolic", Integer.class)
                .addScalar("max_diastolic", Integer.class)
                .addScalar("min_spo2", Integer.class)
                .addScalar("baseline_systolic", Integer.class)
                .addScalar("baseline_diastolic", Integer.class)
                .addScalar("peak_systolic", Integer.class)
                .addScalar("peak_diastolic", Integer.class)
                .addScalar("effects", String[].class)
                .addScalar("severities", String[].class)
                .addScalar("minutes", Double[].class)
                .addScalar("overridden_doses", Integer.class)
                .getResultList();
        return new Visits(
                rows.stream()
                        .filter(row -> row.get("readings", Integer.class) > 0)
                        .map(SummaryRepository::readings)
                        .toList(),
                rows.stream().flatMap(SummaryRepository::effects).toList(),
                rows.stream()
                        .mapToInt(row -> row.get("overridden_doses", Integer.class))
                        .sum());
    }

    private static VisitReadings readings(Tuple row) {
        return new VisitReadings(
                row.get("session_id", UUID.class),
                row.get("readings", Integer.class),
                row.get("max_systolic", Integer.class),
                row.get("max_diastolic", Integer.class),
                row.get("min_spo2", Integer.class),
                pressure(row, "baseline"),
                pressure(row, "peak"));
    }

    private static Stream<VisitEffect> effects(Tuple row) {
        var effects = row.get("effects", String[].class);
        var severities = row.get("severities", String[].class);
        var minutes = row.get("minutes", Double[].class);
        return IntStream.range(0, effects == null ? 0 : effects.length)
                .mapToObj(i -> new VisitEffect(
                        row.get("session_id", UUID.class), effects[i], Severity.valueOf(severities[i]), minutes[i]));
    }

    private static Pressure pressure(Tuple row, String which) {
        var systolic = row.get(which + "_systolic", Integer.class);
        return systolic == null ? null : new Pressure(systolic, row.get(which + "_diastolic", Integer.class));
    }

    private NativeQuery<Tuple> query(String sql, UUID courseId) {
        return database.unwrap(Session.class)
                .createNativeQuery(sql, Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("course", courseId);
    }
}
