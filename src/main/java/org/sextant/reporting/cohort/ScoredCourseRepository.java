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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.chart.assessment.Flag;
import org.sextant.chart.assessment.Instrument;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.identity.Caller;

/**
 * The courses of the clinic with their scores on one instrument: one row a course, read off two indexes and handed on as
 * they come. Native SQL, so the clinic is named in it.
 */
@ApplicationScoped
class ScoredCourseRepository {

    /** The time of a score, here as in {@code AssessmentRepository.scoresOf}; the index is ordered by it too. */
    private static final String SCORED_AT = "corrected_at";

    private static final int ROWS_AT_A_TIME = 2_000;

    /** What a score tells beside its time travels as one number: its points eightfold, and these bits. */
    private static final int PER_POINT = 8;

    private static final int BASELINE = 4;
    private static final int SUICIDAL = 2;
    private static final int ASKED = 3;

    /** From 1970 to 2000, which PostgreSQL counts from. */
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
                                                    + coalesce(CAST(%2$s AS int) + 1, 0) AS smallint)),
                                  '' ORDER BY %1$s, recorded_at, id) AS scores
                FROM assessment
                WHERE clinic_id = :clinic AND instrument = :instrument AND status <> 'ENTERED_IN_ERROR'
                GROUP BY course_id
            ) AS scored ON scored.course_id = course.id
            WHERE course.clinic_id = :clinic AND course.status IN (:statuses)
              AND (started.at IS NOT NULL OR scored.course_id IS NOT NULL)
            """;

    /**
     * Each part is read once. While PostgreSQL has no statistics of a clinic that was just imported it takes the parts for
     * empty, and a nested loop would add up all scores anew for each course.
     */
    private static final String PLAN = "SELECT set_config('enable_nestloop', 'off', true)";

    private final EntityManager database;
    private final Caller caller;

    ScoredCourseRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * Hands on every course in which the drug was begun, or that was scored on the instrument, in no order: one at a time,
     * and from another thread, so that the database reads the next ones meanwhile. The labels are told where they make the
     * groups only, for an array takes long to read.
     */
    void forEach(Instrument instrument, GroupBy groupBy, Population population, Consumer<ScoredCourse> consumer) {
        database.createNativeQuery(PLAN, String.class).getSingleResult();
        try (var rows = rows(instrument, groupBy, population)) {
            var judged = CompletableFuture.<Void>completedFuture(null);
            for (var unread = rows.iterator(); unread.hasNext(); ) {
                var next = take(unread);
                judged.join();
                judged =
                        CompletableFuture.runAsync(() -> next.forEach(row -> consumer.accept(course(instrument, row))));
            }
            judged.join();
        }
    }

    private static List<Object[]> take(Iterator<Object[]> unread) {
        var taken = new ArrayList<Object[]>(ROWS_AT_A_TIME);
        while (taken.size() < ROWS_AT_A_TIME && unread.hasNext()) {
            taken.add(unread.next());
        }
        return taken;
    }

    private Stream<Object[]> rows(Instrument instrument, GroupBy groupBy, Population population) {
        return database.unwrap(Session.class)
                .createNativeQuery(COURSES.formatted(SCORED_AT, suicidal(instrument)), Object[].class)
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
                .setFetchSize(ROWS_AT_A_TIME)
                .getResultStream();
    }

    /** The instrument's own rule as a condition on the answers; the numbers are of its definition, never of a request. */
    private static String suicidal(Instrument instrument) {
        return instrument.flags().stream()
                .filter(rule -> rule.flag() == Flag.SUICIDAL_IDEATION)
                .flatMap(rule -> rule.items().stream().map(item -> "answers[%d] >= %d".formatted(item, rule.atLeast())))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" OR "), condition -> condition.isEmpty() ? "NULL" : "(" + condition + ")"));
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
            var told = each.getShort();
            var at = time(times);
            // Of the timepoints only BASELINE counts, and the query has put scores of one moment in their order.
            var timepoint = (told & BASELINE) == 0 ? Timepoint.FOLLOW_UP : Timepoint.BASELINE;
            scores.add(new Score(instrument.code(), at, at, timepoint, told / PER_POINT));
            suicidal.add((told & ASKED) == 0 ? null : (told & SUICIDAL) != 0);
        }
        return ScoredCourse.of(instrument, kind, firstStart, scores, suicidal);
    }

    /** Reads a time as PostgreSQL sends it: eight bytes, microseconds since 2000. */
    private static Instant time(ByteBuffer sent) {
        var micros = sent.getLong();
        return Instant.ofEpochSecond(
                SECONDS_TO_2000 + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
