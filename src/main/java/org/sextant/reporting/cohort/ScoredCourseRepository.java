package org.sextant.reporting.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.chart.assessment.AssessmentRepository;
import org.sextant.identity.Caller;

/**
 * The courses of the clinic with their scores on one instrument: one row per course, read from two indexes and passed
 * on while the database reads further rows. Hibernate's clinic filter does not reach native SQL, so the statement names
 * the clinic itself.
 */
@ApplicationScoped
class ScoredCourseRepository {

    /** The time of a score, as in {@code AssessmentRepository.scoresOf}. The index has this order too. */
    private static final String SCORED_AT = "corrected_at";

    private static final int ROWS_PER_BATCH = 2_000;

    private static final String COURSES = """
            WITH plan AS MATERIALIZED (
                SELECT code, revision, rules ->> 'route' AS route FROM protocol WHERE clinic_id = :clinic
            )
            SELECT course.protocol, plan.route, indication_system, indication_code, phase, CASE WHEN :labels THEN labels END AS labels,
                   timestamptz_send(started.at) AS first_start, timestamptz_send(started.last_end) AS last_end, times, scores,
                   CASE WHEN NOT alone THEN course.id END AS id, CASE WHEN NOT forked THEN previous_course_id END AS previous,
                   CASE WHEN NOT alone THEN course.status END AS status, CASE WHEN NOT alone THEN reason END AS reason,
                   CASE WHEN NOT alone THEN timestamptz_send(activated_at) END AS activated_at
            FROM course
            JOIN plan ON plan.code = course.protocol AND plan.revision = course.protocol_revision
            LEFT JOIN (
                SELECT course_id, min(started_at) AS at,
                       CASE WHEN max(ended_at) >= max(started_at) THEN max(ended_at) END AS last_end
                FROM session
                WHERE clinic_id = :clinic AND started_at IS NOT NULL
                GROUP BY course_id
            ) AS started ON started.course_id = course.id
            LEFT JOIN (
                SELECT course_id,
                       string_agg(timestamptz_send(%1$s), '' ORDER BY %1$s, recorded_at, id) AS times,
                       string_agg(int2send(CAST(8 * total + CASE WHEN timepoint = 'BASELINE' THEN 4 ELSE 0 END
                                                    + coalesce(CAST((%2$s) AS int) + 1, 0) AS smallint)),
                                  '' ORDER BY %1$s, recorded_at, id) AS scores
                FROM assessment
                WHERE clinic_id = :clinic AND instrument = :instrument AND status <> 'ENTERED_IN_ERROR'
                GROUP BY course_id
            ) AS scored ON scored.course_id = course.id
            LEFT JOIN (
                SELECT previous_course_id AS id FROM course
                WHERE clinic_id = :clinic AND previous_course_id IS NOT NULL AND NOT forked
            ) AS continued ON continued.id = course.id
            CROSS JOIN LATERAL (
                SELECT (course.previous_course_id IS NULL OR course.forked) AND continued.id IS NULL AS alone
            ) AS linked
            WHERE course.clinic_id = :clinic
              AND (NOT alone
                  OR (course.status IN (:statuses) AND course.phase IN (:phases)
                      AND (started.at IS NOT NULL OR scored.course_id IS NOT NULL)))
            """;

    /**
     * Forces a plan that reads each subquery once. Without statistics, for example right after an import, PostgreSQL
     * takes the subqueries for empty and would choose a nested loop that aggregates all scores again for each course.
     */
    private static final String PLAN = "SELECT set_config('enable_nestloop', 'off', true)";

    private final EntityManager database;
    private final Caller caller;

    ScoredCourseRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * Passes every course of the report in which the drug was begun, or that has a score on the instrument, to the
     * consumer, in no order. The consumer gets one course at a time, on another thread, so that the database reads the
     * next rows meanwhile. Courses that continue each other wait, as the bytes that the database sent, until all rows
     * are read. The labels are read only where they form the groups, because reading an array is slow.
     */
    void forEach(CoursesOfReport counted, Consumer<ScoredCourse> consumer) {
        database.createNativeQuery(PLAN).getSingleResult();
        var chains = new CourseChains(counted);
        try (var rows = rows(counted)) {
            var consumed = CompletableFuture.<Void>completedFuture(null);
            for (var unread = rows.iterator(); unread.hasNext(); ) {
                var batch = nextBatch(unread);
                consumed.join();
                consumed = CompletableFuture.runAsync(() -> batch.forEach(row -> {
                    if (row.id() == null) {
                        consumer.accept(row.evaluatedAlone(counted));
                    } else {
                        chains.add(row);
                    }
                }));
            }
            consumed.join();
        }
        chains.forEach(consumer);
    }

    private static List<CourseRow> nextBatch(Iterator<Object[]> unread) {
        var batch = new ArrayList<CourseRow>(ROWS_PER_BATCH);
        while (batch.size() < ROWS_PER_BATCH && unread.hasNext()) {
            batch.add(new CourseRow(unread.next()));
        }
        return batch;
    }

    private Stream<Object[]> rows(CoursesOfReport counted) {
        return database.unwrap(Session.class)
                .createNativeQuery(
                        COURSES.formatted(SCORED_AT, AssessmentRepository.showsIdeation(counted.instrument())),
                        Object[].class)
                .addScalar("protocol", String.class)
                .addScalar("route", String.class)
                .addScalar("indication_system", String.class)
                .addScalar("indication_code", String.class)
                .addScalar("phase", String.class)
                .addScalar("labels", String[].class)
                .addScalar("first_start", byte[].class)
                .addScalar("last_end", byte[].class)
                .addScalar("times", byte[].class)
                .addScalar("scores", byte[].class)
                .addScalar("id", UUID.class)
                .addScalar("previous", UUID.class)
                .addScalar("status", String.class)
                .addScalar("reason", String.class)
                .addScalar("activated_at", byte[].class)
                .setParameter("clinic", caller.clinic())
                .setParameter("instrument", counted.instrument().code())
                .setParameterList("statuses", counted.population().statuses())
                .setParameterList("phases", counted.phase().phases())
                .setParameter("labels", counted.groupBy() == GroupBy.LABEL)
                .setFetchSize(ROWS_PER_BATCH)
                .getResultStream();
    }
}
