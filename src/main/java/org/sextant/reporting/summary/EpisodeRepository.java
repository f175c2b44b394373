package org.sextant.reporting.summary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.chart.course.CourseStatus;
import org.sextant.identity.Caller;
import org.sextant.rules.protocol.Drug;

/**
 * The episodes of courses, and their scores: one statement each, for any number of courses. Hibernate's clinic filter
 * does not reach native SQL, so each statement names the clinic itself.
 */
@ApplicationScoped
public class EpisodeRepository {

    /** From each course back to the first of its chain, and from there on to the last. */
    static final String COURSES = """
            WITH RECURSIVE back AS (
                SELECT id, CASE WHEN NOT forked THEN previous_course_id END AS previous
                FROM course WHERE clinic_id = :clinic AND id = ANY(:courses)
                UNION
                SELECT course.id, CASE WHEN NOT course.forked THEN course.previous_course_id END
                FROM back JOIN course ON course.clinic_id = :clinic AND course.id = back.previous
            ), chain AS (
                SELECT id AS episode, id, 0 AS place FROM back WHERE previous IS NULL
                UNION ALL
                SELECT chain.episode, next.id, chain.place + 1
                FROM chain JOIN course AS next ON next.clinic_id = :clinic AND next.previous_course_id = chain.id AND NOT next.forked
            )
            SELECT chain.episode, course.id, patient_id, status, phase, reason, protocol, protocol.rules ->> 'drug' AS drug,
                   activated_at, ended_at, visits.first_start
            FROM chain
            JOIN course ON course.clinic_id = :clinic AND course.id = chain.id
            JOIN protocol ON protocol.clinic_id = :clinic AND protocol.code = course.protocol
                         AND protocol.revision = course.protocol_revision
            CROSS JOIN LATERAL (
                SELECT min(started_at) AS first_start FROM session
                WHERE session.clinic_id = course.clinic_id AND session.course_id = course.id
            ) AS visits
            ORDER BY chain.episode, chain.place
            """;

    static final String SCORES = """
            SELECT course_id, instrument, corrected_at, recorded_at, timepoint, total FROM assessment
            WHERE clinic_id = :clinic AND course_id = ANY(:courses) AND status <> 'ENTERED_IN_ERROR'
            ORDER BY corrected_at, recorded_at, id
            """;

    private final EntityManager database;
    private final Caller caller;

    EpisodeRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /** The courses of the episode of a course, in order; empty where the caller's clinic has no such course. */
    public List<EpisodeCourse> of(UUID courseId) {
        return of(List.of(courseId)).getOrDefault(courseId, List.of());
    }

    /** The courses of the episode of each of these courses, in order, by the id of each course of the episodes. */
    public Map<UUID, List<EpisodeCourse>> of(Collection<UUID> courses) {
        var byEpisode = database.unwrap(Session.class)
                .createNativeQuery(COURSES, Tuple.class)
                .addScalar("episode", UUID.class)
                .addScalar("id", UUID.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("status", String.class)
                .addScalar("phase", String.class)
                .addScalar("reason", String.class)
                .addScalar("protocol", String.class)
                .addScalar("drug", String.class)
                .addScalar("activated_at", Instant.class)
                .addScalar("ended_at", Instant.class)
                .addScalar("first_start", Instant.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("courses", courses.toArray(UUID[]::new))
                .getResultStream()
                .map(EpisodeRepository::course)
                .collect(Collectors.groupingBy(EpisodeCourse::episodeId, LinkedHashMap::new, Collectors.toList()));
        var byCourse = new HashMap<UUID, List<EpisodeCourse>>();
        byEpisode.values().forEach(episode -> episode.forEach(course -> byCourse.put(course.id(), episode)));
        return byCourse;
    }

    private static EpisodeCourse course(Tuple row) {
        var reason = row.get("reason", String.class);
        return new EpisodeCourse(
                row.get("episode", UUID.class),
                row.get("id", UUID.class),
                row.get("patient_id", UUID.class),
                CourseStatus.valueOf(row.get("status", String.class)),
                CoursePhase.valueOf(row.get("phase", String.class)),
                reason == null ? null : CourseReason.valueOf(reason),
                row.get("protocol", String.class),
                Drug.valueOf(row.get("drug", String.class)),
                row.get("activated_at", Instant.class),
                row.get("ended_at", Instant.class),
                row.get("first_start", Instant.class));
    }

    /**
     * The scores of these courses that are not entered in error, by instrument and course, in the order in which they
     * were taken.
     */
    public Map<String, Map<UUID, List<Score>>> scores(Collection<UUID> courses) {
        return database.unwrap(Session.class)
                .createNativeQuery(SCORES, Tuple.class)
                .addScalar("course_id", UUID.class)
                .addScalar("instrument", String.class)
                .addScalar("corrected_at", Instant.class)
                .addScalar("recorded_at", Instant.class)
                .addScalar("timepoint", String.class)
                .addScalar("total", Integer.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("courses", courses.toArray(UUID[]::new))
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.get("instrument", String.class),
                        Collectors.groupingBy(
                                row -> row.get("course_id", UUID.class),
                                Collectors.mapping(EpisodeRepository::score, Collectors.toList()))));
    }

    private static Score score(Tuple row) {
        return new Score(
                row.get("instrument", String.class),
                row.get("corrected_at", Instant.class),
                row.get("recorded_at", Instant.class),
                Timepoint.valueOf(row.get("timepoint", String.class)),
                row.get("total", Integer.class));
    }
}
