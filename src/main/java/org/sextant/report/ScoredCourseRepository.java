package org.sextant.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    private static final int ROWS_AT_A_TIME = 1_000;

    /** A score travels as one number, because there are a million: its points eightfold, and these bits below. */
    private static final int PER_POINT = 8;

    private static final int BASELINE = 4;
    private static final int SUICIDAL = 2;
    private static final int ASKED = 3;

    private static final String COURSES = """
            SELECT course.protocol, rules ->> 'route' AS route, indication_system, indication_code, phase, labels,
                   CAST(date_part('epoch', started.at) * 1000000 AS bigint) AS first_start, times, scores
            FROM course
            JOIN protocol ON protocol.clinic_id = course.clinic_id AND protocol.code = course.protocol
                         AND protocol.revision = course.protocol_revision
            LEFT JOIN (
                SELECT course_id, min(started_at) AS at
                FROM session
                WHERE clinic_id = :clinic AND started_at IS NOT NULL
                GROUP BY course_id
            ) AS started ON started.course_id = course.id
            LEFT JOIN (
                SELECT course_id,
                       array_agg(CAST(date_part('epoch', %1$s) * 1000000 AS bigint) ORDER BY %1$s, recorded_at, id) AS times,
                       array_agg(8 * total + CASE WHEN timepoint = 'BASELINE' THEN 4 ELSE 0 END
                                     + CASE WHEN %2$s THEN 2 WHEN NOT %2$s THEN 1 ELSE 0 END ORDER BY %1$s, recorded_at, id) AS scores
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

    private Stream<Tuple> rows(Instrument instrument, Population population) {
        return database.unwrap(Session.class)
                .createNativeQuery(COURSES.formatted(SCORED_AT, suicidal(instrument)), Tuple.class)
                .addScalar("protocol", String.class)
                .addScalar("route", String.class)
                .addScalar("indication_system", String.class)
                .addScalar("indication_code", String.class)
                .addScalar("phase", String.class)
                .addScalar("labels", String[].class)
                .addScalar("first_start", Long.class)
                .addScalar("times", Long[].class)
                .addScalar("scores", Integer[].class)
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

    private static ScoredCourse course(Instrument instrument, Tuple row) {
        return new ScoredCourse(
                new CourseKind(
                        row.get("protocol", String.class),
                        row.get("route", String.class),
                        row.get("indication_system", String.class),
                        row.get("indication_code", String.class),
                        row.get("phase", String.class),
                        List.of(row.get("labels", String[].class))),
                time(row.get("first_start", Long.class)),
                scores(instrument, row),
                suicidal(row));
    }

    private static List<Score> scores(Instrument instrument, Tuple row) {
        var times = row.get("times", Long[].class);
        var noted = noted(row);
        var scores = new ArrayList<Score>();
        for (var i = 0; i < noted.length; i++) {
            var at = time(times[i]);
            // Of the timepoints only BASELINE counts, and the query has put scores of one moment in their order.
            var timepoint = (noted[i] & BASELINE) == 0 ? Timepoint.FOLLOW_UP : Timepoint.BASELINE;
            scores.add(new Score(instrument.code(), at, at, timepoint, noted[i] / PER_POINT));
        }
        return scores;
    }

    private static List<Boolean> suicidal(Tuple row) {
        return Stream.of(noted(row))
                .map(one -> (one & ASKED) == 0 ? null : (one & SUICIDAL) != 0)
                .collect(Collectors.toList());
    }

    private static Integer[] noted(Tuple row) {
        var noted = row.get("scores", Integer[].class);
        return noted == null ? new Integer[0] : noted;
    }

    private static Instant time(Long micros) {
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
