package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.assessment.Timepoint;
import org.sextant.identity.Caller;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.dataset.column.OutcomeColumns;
import org.sextant.reporting.dataset.column.OutcomeValues;
import org.sextant.reporting.summary.CourseOutcome;

/**
 * Reads the rows of a dataset, one page at a time. Hibernate's clinic filter does not reach native SQL, so each
 * statement names the clinic itself.
 */
@ApplicationScoped
class DatasetRepository {

    private static final String SCORES = """
            SELECT course_id, instrument, corrected_at, recorded_at, timepoint, total FROM assessment
            WHERE clinic_id = :clinic AND course_id = ANY(:courses) AND status <> 'ENTERED_IN_ERROR'
            ORDER BY corrected_at, recorded_at, id
            """;

    /** A page has few rows, so nested loops by key are fastest; a merge or hash join would read whole tables. */
    private static final String BY_KEY =
            "SELECT set_config('enable_mergejoin', 'off', true), set_config('enable_hashjoin', 'off', true)";

    private final EntityManager database;
    private final Instruments instruments;
    private final Caller caller;

    DatasetRepository(EntityManager database, Instruments instruments, Caller caller) {
        this.database = database;
        this.instruments = instruments;
        this.caller = caller;
    }

    /** Turns merge and hash joins off for the rest of the transaction, so that joins look rows up by key. */
    void lookUpByKey() {
        database.createNativeQuery(BY_KEY).getSingleResult();
    }

    /**
     * Reads the rows after a place: one statement, and a second statement for the scores of courses.
     *
     * @param after null for the first page
     * @param size the maximum number of rows
     */
    List<Row> rows(DatasetQuery datasetQuery, RowKey after, int size) {
        var report = datasetQuery.report();
        var selected = datasetQuery.columns().stream()
                .filter(column -> column.sql() != null)
                .toList();
        var sql = report.sql(selected, after == null, datasetQuery.conditions().sql());
        var query = database.unwrap(Session.class).createNativeQuery(sql, Object[].class);
        selected.forEach(column -> query.addScalar(column.name(), type(column.kind())));
        var order = report.order();
        IntStream.range(0, order.size())
                .forEach(i -> query.addScalar(Dataset.KEY + i, type(order.get(i).kind())));
        query.addScalar(Dataset.FIRST_START, Instant.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("key", datasetQuery.key())
                .setParameter("size", size);
        datasetQuery.conditions().parameters().forEach(query::setParameter);
        seek(query, after);
        var found = query.getResultList();
        var places = found.stream().map(row -> place(row, selected.size())).toList();
        var outcomes = report == Dataset.COURSES ? outcomes(places, found) : List.<Map<String, Object>>of();
        return IntStream.range(0, found.size())
                .mapToObj(i -> new Row(
                        places.get(i),
                        values(datasetQuery.columns(), found.get(i), outcomes.isEmpty() ? Map.of() : outcomes.get(i))))
                .toList();
    }

    private static void seek(NativeQuery<?> query, RowKey after) {
        if (after != null) {
            var keys = after.keys();
            IntStream.range(0, keys.size()).forEach(i -> query.setParameter("after" + i, keys.get(i)));
        }
    }

    /** A found row has the columns first, then the keys, and last the start of the course's first infusion. */
    private static RowKey place(Object[] found, int columns) {
        return new RowKey(List.of(Arrays.copyOfRange(found, columns, found.length - 1)));
    }

    private static List<Object> values(List<Column> shown, Object[] found, Map<String, Object> outcome) {
        var values = new ArrayList<>(shown.size());
        var next = 0;
        for (var column : shown) {
            values.add(column.sql() == null ? outcome.get(column.name()) : found[next++]);
        }
        return values;
    }

    /** The outcomes of each found course, by the names of their columns. */
    private List<Map<String, Object>> outcomes(List<RowKey> courses, List<Object[]> found) {
        var scores = scores(courses.stream().map(RowKey::id).toArray(UUID[]::new));
        return IntStream.range(0, found.size())
                .mapToObj(i -> outcomes(scores.getOrDefault(courses.get(i).id(), List.of()), (Instant)
                        found.get(i)[found.get(i).length - 1]))
                .toList();
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
        var byColumn = new HashMap<String, Object>();
        IntStream.range(0, values.size())
                .forEach(i -> byColumn.put(OutcomeColumns.ALL.get(i).name(), values.get(i)));
        return byColumn;
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
