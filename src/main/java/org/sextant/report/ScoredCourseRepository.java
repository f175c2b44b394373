package org.sextant.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.assessment.Flag;
import org.sextant.assessment.Instrument;
import org.sextant.assessment.Score;
import org.sextant.assessment.Timepoint;
import org.sextant.identity.Caller;

/**
 * The courses of the clinic with their scores on one instrument: one row a course, read off two indexes and handed on as
 * they come. Native SQL, so the clinic is named in it.
 */
@ApplicationScoped
class ScoredCourseRepository {

    /** The time of a score, here as in {@code AssessmentRepository.scoresOf}; the index is ordered by it too. */
    private static final String SCORED_AT = "corrected_at";

    private static final int ROWS_AT_A_TIME = 5_000;

    /**
     * A score travels as one number, because there are a million: its time in microseconds, 10 bits for its points
     * eightfold (92 are the most that an instrument has), and these bits below.
     */
    private static final int PER_TIME = 1024;

    private static final int PER_POINT = 8;
    private static final int BASELINE = 4;
    private static final int SUICIDAL = 2;
    private static final int ASKED = 3;

    private static final String COURSES = """
            WITH plan AS MATERIALIZED (
                SELECT code, revision, rules ->> 'route' AS route FROM protocol WHERE clinic_id = :clinic
            )
            SELECT course.protocol, plan.route, indication_system, indication_code, phase, labels,
                   CAST(date_part('epoch', started.at) * 1000000 AS bigint) AS first_start, scores
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
                       array_agg(1024 * CAST(date_part('epoch', %1$s) * 1000000 AS bigint) + 8 * total
                                     + CASE WHEN timepoint = 'BASELINE' THEN 4 ELSE 0 END
                                     + CASE WHEN %2$s THEN 2 WHEN NOT %2$s THEN 1 ELSE 0 END
                                 ORDER BY %1$s, recorded_at, id) AS scores
                FROM assessment
                WHERE clinic_id = :clinic AND instrument = :instrument AND status <> 'ENTERED_IN_ERROR'
                GROUP BY course_id
            ) AS scored ON scored.course_id = course.id
            WHERE course.clinic_id = :clinic AND course.status IN (:statuses)
              AND (started.at IS NOT NULL OR scored.course_id IS NOT NULL)
            """;

    private final EntityManager database;
    private final Caller caller;

    ScoredCourseRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /** Hands on every course in which the drug was begun, or that was scored on the instrument, in no order. */
    void forEach(Instrument instrument, Population population, Consumer<ScoredCourse> consumer) {
        try (var rows = rows(instrument, population)) {
            rows.forEach(row -> consumer.accept(course(instrument, row)));
        }
    }

    private Stream<Object[]> rows(Instrument instrument, Population population) {
        return database.unwrap(Session.class)
                .createNativeQuery(COURSES.formatted(SCORED_AT, suicidal(instrument)), Object[].class)
                .addScalar("protocol", String.class)
                .addScalar("route", String.class)
                .addScalar("indication_system", String.class)
                .addScalar("indication_code", String.class)
                .addScalar("phase", String.class)
                .addScalar("labels", String[].class)
                .addScalar("first_start", Long.class)
                .addScalar("scores", Long[].class)
                .setParameter("clinic", caller.clinic())
                .setParameter("instrument", instrument.code())
                .setParameterList("statuses", population.statuses())
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
        var kind = new CourseKind(
                (String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4], List.of((String[])
                        row[5]));
        var packed = row[7] == null ? new Long[0] : (Long[]) row[7];
        return ScoredCourse.of(instrument, kind, time((Long) row[6]), scores(instrument, packed), suicidal(packed));
    }

    private static List<Score> scores(Instrument instrument, Long[] packed) {
        var scores = new ArrayList<Score>(packed.length);
        for (var one : packed) {
            var at = time(Math.floorDiv(one, PER_TIME));
            var told = Math.floorMod(one, PER_TIME);
            // Of the timepoints only BASELINE counts, and the query has put scores of one moment in their order.
            var timepoint = (told & BASELINE) == 0 ? Timepoint.FOLLOW_UP : Timepoint.BASELINE;
            scores.add(new Score(instrument.code(), at, at, timepoint, told / PER_POINT));
        }
        return scores;
    }

    private static List<Boolean> suicidal(Long[] packed) {
        return Stream.of(packed)
                .map(one -> (one & ASKED) == 0 ? null : (one & SUICIDAL) != 0)
                .collect(Collectors.toList());
    }

    private static Instant time(Long micros) {
        return micros == null
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L);
    }
}
