package org.sextant.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.assessment.Instruments;
import org.sextant.assessment.Score;
import org.sextant.assessment.Timepoint;
import org.sextant.export.Column.Kind;
import org.sextant.identity.Caller;
import org.sextant.outcome.CourseOutcome;

/** Reads the rows of the reports, a page at a time. Native SQL, so the clinic is named in it. */
@ApplicationScoped
class ReportRepository {

    private static final String SCORES = """
            SELECT course_id, instrument, corrected_at, recorded_at, timepoint, total FROM assessment
            WHERE clinic_id = :clinic AND course_id = ANY(:courses) AND status <> 'ENTERED_IN_ERROR'
            ORDER BY corrected_at, recorded_at, id
            """;

    /** A page has few rows, and each looks up what it belongs to by its key. A merge would read that from its beginning. */
    private static final String BY_KEY =
            "SELECT set_config('enable_mergejoin', 'off', true), set_config('enable_hashjoin', 'off', true)";

    private final EntityManager database;
    private final Instruments instruments;
    private final Caller caller;

    ReportRepository(EntityManager database, Instruments instruments, Caller caller) {
        this.database = database;
        this.instruments = instruments;
        this.caller = caller;
    }

    /** Has the rest of the transaction look up by keys. */
    void lookUpByKey() {
        database.createNativeQuery(BY_KEY).getSingleResult();
    }

    /**
     * At most so many rows after a place: one statement, and one more for the scores of courses.
     *
     * @param after null for the first ones
     */
    List<Row> rows(Extract extract, Place after, int size) {
        var report = extract.report();
        var selected = extract.columns().stream()
                .filter(column -> column.sql() != null)
                .toList();
        var sql = report.sql(selected, after == null, extract.conditions().sql());
        var query = database.unwrap(Session.class).createNativeQuery(sql, Object[].class);
        selected.forEach(column -> query.addScalar(column.name(), type(column.kind())));
        query.addScalar(Report.PARENT, UUID.class)
                .addScalar(Report.TIME, Instant.class)
                .addScalar(Report.ID, UUID.class)
                .addScalar(Report.FIRST_START, Instant.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("key", extract.key())
                .setParameter("size", size);
        extract.conditions().parameters().forEach(query::setParameter);
        seek(query, after);
        var found = query.getResultList();
        var outcomes =
                report == Report.COURSES ? outcomes(found, selected.size()) : Map.<UUID, Map<String, Object>>of();
        return found.stream().map(row -> row(extract.columns(), row, outcomes)).toList();
    }

    private static void seek(NativeQuery<?> query, Place after) {
        if (after != null) {
            query.setParameter("afterTime", after.time()).setParameter("afterId", after.id());
            if (after.parent() != null) {
                query.setParameter("afterParent", after.parent());
            }
        }
    }

    private static Row row(List<Column> shown, Object[] found, Map<UUID, Map<String, Object>> outcomes) {
        var keys = found.length - Report.KEYS;
        var place = new Place((UUID) found[keys], (Instant) found[keys + 1], (UUID) found[keys + 2]);
        var outcome = outcomes.getOrDefault(place.id(), Map.of());
        var values = new ArrayList<>(shown.size());
        var next = 0;
        for (var column : shown) {
            values.add(column.sql() == null ? outcome.get(column.name()) : found[next++]);
        }
        return new Row(place, values);
    }

    /** The outcomes of the courses that were found, by the names of their columns. */
    private Map<UUID, Map<String, Object>> outcomes(List<Object[]> found, int keys) {
        var courses = found.stream().map(row -> (UUID) row[keys + 2]).toArray(UUID[]::new);
        var scores = scores(courses);
        return found.stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[keys + 2],
                        row -> outcomes(
                                scores.getOrDefault((UUID) row[keys + 2], List.of()), (Instant) row[keys + 3])));
    }

    private Map<String, Object> outcomes(List<Score> scores, Instant firstStart) {
        var byInstrument = scores.stream().collect(Collectors.groupingBy(Score::instrument));
        var values = OutcomeColumns.INSTRUMENTS.stream()
                .flatMap(code -> OutcomeValues.of(CourseOutcome.of(
                                instruments.find(code).orElseThrow(),
                                byInstrument.getOrDefault(code, List.of()),
                                firstStart))
                        .stream())
                .collect(Collectors.toCollection(ArrayList::new));
        var named = new HashMap<String, Object>();
        IntStream.range(0, values.size())
                .forEach(i -> named.put(OutcomeColumns.ALL.get(i).name(), values.get(i)));
        return named;
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, List<Score>> scores(UUID[] courses) {
        List<Tuple> rows = database.unwrap(Session.class)
                .createNativeQuery(SCORES, Tuple.class)
                .addScalar("course_id", UUID.class)
                .addScalar("instrument", String.class)
                .addScalar("corrected_at", Instant.class)
                .addScalar("recorded_at", Instant.class)
                .addScalar("timepoint", String.class)
                .addScalar("total", Integer.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("courses", courses)
                .getResultList();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("course_id", UUID.class),
                        Collectors.mapping(
                                row -> new Score(
                                        row.get("instrument", String.class),
                                        row.get("corrected_at", Instant.class),
                                        row.get("recorded_at", Instant.class),
                                        Timepoint.valueOf(row.get("timepoint", String.class)),
                                        row.get("total", Integer.class)),
                                Collectors.toList())));
    }

    private static Class<?> type(Kind kind) {
        return switch (kind) {
            case ID -> UUID.class;
            case TEXT, CODE, JSON -> String.class;
            case WHOLE -> Long.class;
            case NUMBER -> BigDecimal.class;
            case FLAG -> Boolean.class;
            case TIME -> Instant.class;
            case DATE -> LocalDate.class;
            case TEXTS -> String[].class;
            case NUMBERS -> Integer[].class;
        };
    }
}
