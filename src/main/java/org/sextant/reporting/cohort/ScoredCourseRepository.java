package org.sextant.reporting.cohort;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.chart.assessment.AssessmentRepository;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
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

    /** The query packs a score into one number: 8 × total points + the bits below. */
    private static final int PER_POINT = 8;

    private static final int BASELINE = 4;
    private static final int SUICIDAL = 2;
    private static final int ASKED = 3;

    /** From 1970 to 2000: PostgreSQL counts times from 2000-01-01. */
    private static final long SECONDS_TO_2000 = 946_684_800;

    private static final long MICROS = 1_000_000;

    private static final String COURSES = """
            WITH plan AS MATERIALIZED (
                SELECT code, revision, rules ->> 'route' AS route FROM protocol WHERE clinic_id = :clinic
            )
            SELECT course.protocol, plan.route, indication_system, indication_code, phase, CASE WHEN :labels THEN labels END AS labels,
                   timestamptz_send(started.at) AS first_start, times, scores
            FROM course
            JOIN plan ON plan.code = course.protocol AND plan.revision = course.protocol_revision
            LEFT JOIN (
                SELECT course_id, min(started_at) AS at
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
            WHERE course.clinic_id = :clinic AND course.status IN (:statuses)
              AND (started.at IS NOT NULL OR scored.course_id IS NOT NULL)
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
     * Passes every course in which the drug was begun, or that has a score on the instrument, to the consumer, in no
     * order. The consumer gets one course at a time, on another thread, so that the database reads the next rows
     * meanwhile. The labels are read only where they form the groups, because reading an array is slow.
     */
    void forEach(Instrument instrument, GroupBy groupBy, Population population, Consumer<ScoredCourse> consumer) {
        database.createNativeQuery(PLAN, String.class).getSingleResult();
        try (var rows = rows(instrument, groupBy, population)) {
            var consumed = CompletableFuture.<Void>completedFuture(null);
            for (var unread = rows.iterator(); unread.hasNext(); ) {
                var batch = nextBatch(unread);
                consumed.join();
                consumed = CompletableFuture.runAsync(
                        () -> batch.forEach(row -> consumer.accept(course(instrument, row))));
            }
            consumed.join();
        }
    }

    private static List<Object[]> nextBatch(Iterator<Object[]> unread) {
        var batch = new ArrayList<Object[]>(ROWS_PER_BATCH);
        while (batch.size() < ROWS_PER_BATCH && unread.hasNext()) {
            batch.add(unread.next());
        }
        return batch;
    }

    private Stream<Object[]> rows(Instrument instrument, GroupBy groupBy, Population population) {
        return database.unwrap(Session.class)
                .createNativeQuery(
                        COURSES.formatted(SCORED_AT, AssessmentRepository.showsIdeation(instrument)), Object[].class)
                .addScalar("protocol", String.class)
                .addScalar("route", String.class)
                .addScalar("indication_system", String.class)
                .addScalar("indication_code", String.class)
                .addScalar("phase", String.class)
                .addScalar("labels", String[].class)
                .addScalar("first_start", byte[].class)
                .addScalar("times", byte[].class)
                .addScalar("scores", byte[].class)
                .setParameter("clinic", caller.clinic())
                .setParameter("instrument", instrument.code())
                .setParameterList("statuses", population.statuses())
                .setParameter("labels", groupBy == GroupBy.LABEL)
                .setFetchSize(ROWS_PER_BATCH)
                .getResultStream();
    }

    private static ScoredCourse course(Instrument instrument, Object[] row) {
        var labels = row[5] == null ? List.<String>of() : List.of((String[]) row[5]);
        var kind = new CourseKind(
                (String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4], labels);
        var firstStart = row[6] == null ? null : time(ByteBuffer.wrap((byte[]) row[6]));
        if (row[7] == null) {
            return ScoredCourse.of(instrument, kind, firstStart, List.of(), List.of());
        }
        var times = ByteBuffer.wrap((byte[]) row[7]);
        var scores = new ArrayList<Score>();
        var suicidal = new ArrayList<Boolean>();
        for (var each = ByteBuffer.wrap((byte[]) row[8]); each.hasRemaining(); ) {
            var packed = each.getShort();
            var at = time(times);
            // Only the timepoint BASELINE matters here, and the query has already ordered the scores of one moment.
            var timepoint = (packed & BASELINE) == 0 ? Timepoint.FOLLOW_UP : Timepoint.BASELINE;
            scores.add(new Score(instrument.code(), at, at, timepoint, packed / PER_POINT));
            suicidal.add((packed & ASKED) == 0 ? null : (packed & SUICIDAL) != 0);
        }
        return ScoredCourse.of(instrument, kind, firstStart, scores, suicidal);
    }

    /** Reads a time in PostgreSQL's binary format: eight bytes, microseconds since 2000-01-01. */
    private static Instant time(ByteBuffer sent) {
        var micros = sent.getLong();
        return Instant.ofEpochSecond(
                SECONDS_TO_2000 + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
