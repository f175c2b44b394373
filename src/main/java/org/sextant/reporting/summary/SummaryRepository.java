package org.sextant.reporting.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.identity.Caller;
import org.sextant.web.problem.CommonProblem;

/**
 * What a summary shows of a course, counted by the database in one statement. Hibernate's clinic filter does not reach
 * native SQL, so each part of the statement names the clinic itself.
 */
@ApplicationScoped
class SummaryRepository {

    private static final String COURSE = """
            SELECT course.id, patient_id AS "patientId", status, protocol, phase, planned_sessions AS "plannedSessions",
                   json_build_object('open', alerts.open, 'total', alerts.total) AS alerts, chart_version(course.id) AS version,
                   greatest(updated_at, alerts.changed_at, sessions.changed_at, episode.changed_at) AS "changedAt"
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
                         WHERE clinic_id = course.clinic_id AND id IN (SELECT id FROM in_episode)) AS episode,
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
            SELECT session.id, number, session.status, session.recorded_at AS "recordedAt", scheduled_at AS "scheduledAt",
                   started_at AS "startedAt", ended_at AS "endedAt", disposition, mg_per_kg AS "mgPerKg", %s AS "givenMg",
                   %s AS "givenMgPerKg",
                   CASE WHEN end_verdicts IS NULL THEN corrected_end_verdicts
                        ELSE end_verdicts || coalesce(corrected_end_verdicts, '[]') END AS "endVerdicts",
                   started_at IS NOT NULL AND %s AS "startOverridden", discharged_at IS NOT NULL AND %s AS "dischargeOverridden",
                   %s AS "overriddenDoses",
                   CASE WHEN readings > 0 THEN json_build_object(
                       'sessionId', session.id, 'readings', readings, 'maxSystolic', max_systolic, 'maxDiastolic', max_diastolic,
                       'minSpo2', min_spo2,
                       'baseline', CASE WHEN baseline_systolic IS NOT NULL THEN
                           json_build_object('systolic', baseline_systolic, 'diastolic', baseline_diastolic) END,
                       'peak', CASE WHEN peak_systolic IS NOT NULL THEN
                           json_build_object('systolic', peak_systolic, 'diastolic', peak_diastolic) END) END AS readings,
                   effects
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
                LATERAL (SELECT json_agg(json_build_object(
                                    'sessionId', session_id, 'effect', effect, 'severity', severity,
                                    'minutes', date_part('epoch', corrected_resolved_at - corrected_at) / 60)
                                ORDER BY corrected_at, recorded_at, id) AS effects
                         FROM side_effect
                         WHERE clinic_id = session.clinic_id AND session_id = session.id AND status <> 'ENTERED_IN_ERROR') AS of_effects
            WHERE session.clinic_id = :clinic AND session.course_id = :course
            """.formatted(
            GivenDose.MG, GivenDose.MG_PER_KG, OverriddenSteps.START, OverriddenSteps.DISCHARGE, OverriddenSteps.DOSES);

    /** All in one statement, which sees one moment, and in the form in which it is read here: JSON. */
    private static final String SUMMARY = """
            WITH in_episode AS MATERIALIZED (%s)
            SELECT CAST((SELECT json_agg(json_build_object(
                            'episodeId', episode, 'id', id, 'patientId', patient_id, 'status', status, 'phase', phase, 'reason', reason,
                            'protocol', protocol, 'drug', drug, 'activatedAt', activated_at, 'endedAt', ended_at, 'firstStart', first_start))
                         FROM in_episode) AS text) AS episode,
                   CAST((SELECT to_json(course) FROM (%s) AS course) AS text) AS course,
                   CAST((SELECT json_agg(visit) FROM (%s) AS visit) AS text) AS visits,
                   CAST((SELECT json_agg(json_build_object(
                            'courseId', course_id, 'instrument', instrument, 'takenAt', corrected_at, 'recordedAt', recorded_at,
                            'timepoint', timepoint, 'total', total))
                         FROM (%s) AS score) AS text) AS scores
            """.formatted(
                    EpisodeRepository.COURSES.replace(":courses", "ARRAY[:course]"),
                    COURSE,
                    VISITS,
                    EpisodeRepository.SCORES.replace(":courses", "ARRAY(SELECT id FROM in_episode)"));

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A newer replica may have stored members of verdicts that this replica does not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final EntityManager database;
    private final Caller caller;

    SummaryRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * All that a summary is made of.
     *
     * @param episode the courses of its episode, in order
     * @param visits of the course, in no order
     * @param scores of the episode, in the order in which they were taken
     */
    record Facts(
            List<EpisodeCourse> episode, CourseFacts course, List<SummaryVisit> visits, List<ScoreOfCourse> scores) {}

    /** A score with its course. */
    record ScoreOfCourse(
            UUID courseId, String instrument, Instant takenAt, Instant recordedAt, Timepoint timepoint, int total) {

        Score score() {
            return new Score(instrument, takenAt, recordedAt, timepoint, total);
        }
    }

    /** @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such course */
    Facts get(UUID courseId) {
        var row = database.unwrap(Session.class)
                .createNativeQuery(SUMMARY, Tuple.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("course", courseId)
                .getSingleResult();
        if (row.get("course") == null) {
            throw CommonProblem.NOT_FOUND.because("There is no record with this id.");
        }
        return new Facts(
                list(row, "episode", EpisodeCourse[].class),
                read(row, "course", CourseFacts.class),
                list(row, "visits", SummaryVisit[].class),
                list(row, "scores", ScoreOfCourse[].class));
    }

    private static <T> List<T> list(Tuple row, String column, Class<T[]> type) {
        return row.get(column) == null ? List.of() : List.of(read(row, column, type));
    }

    private static <T> T read(Tuple row, String column, Class<T> type) {
        try {
            return JSON.readValue(row.get(column, String.class), type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
