package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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
import org.sextant.identity.Caller;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.reporting.dataset.column.Column;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.dataset.column.OutcomeColumns;
import org.sextant.reporting.dataset.column.OutcomeValues;
import org.sextant.reporting.summary.EpisodeCourse;
import org.sextant.reporting.summary.EpisodeRepository;

/**
 * Reads the rows of a dataset, one page at a time. Hibernate's clinic filter does not reach native SQL, so each
 * statement names the clinic itself.
 */
@ApplicationScoped
class DatasetRepository {

    /** A page has few rows, so nested loops by key are fastest; a merge or hash join would read whole tables. */
    private static final String BY_KEY =
            "SELECT set_config('enable_mergejoin', 'off', true), set_config('enable_hashjoin', 'off', true)";

    private final EntityManager database;
    private final Instruments instruments;
    private final EpisodeRepository episodes;
    private final ClinicProfiles clinics;
    private final Caller caller;

    DatasetRepository(
            EntityManager database,
            Instruments instruments,
            EpisodeRepository episodes,
            ClinicProfiles clinics,
            Caller caller) {
        this.database = database;
        this.instruments = instruments;
        this.episodes = episodes;
        this.clinics = clinics;
        this.caller = caller;
    }

    /** Turns merge and hash joins off for the rest of the transaction, so that joins look rows up by key. */
    void lookUpByKey() {
        database.createNativeQuery(BY_KEY).getSingleResult();
    }

    /**
     * Reads the rows after a place: one statement, and for courses one for their episodes and one for the scores.
     *
     * @param after null for the first page
     * @param size the maximum number of rows
     */
    List<Row> rows(DatasetQuery datasetQuery, RowKey after, int size) {
        var report = datasetQuery.report();
        var selected = datasetQuery.columns().stream()
                .filter(column -> column.sql() != null)
                .toList();
        var sql = new DatasetSql(report)
                .of(selected, after == null, datasetQuery.conditions().sql());
        var query = database.unwrap(Session.class).createNativeQuery(sql, Object[].class);
        selected.forEach(column -> query.addScalar(column.name(), type(column.kind())));
        var order = report.order();
        IntStream.range(0, order.size())
                .forEach(i -> query.addScalar(Dataset.KEY + i, type(order.get(i).kind())));
        query.setParameter("clinic", caller.clinic())
                .setParameter("key", datasetQuery.key())
                .setParameter("size", size);
        if (sql.contains(":zone")) {
            query.setParameter("zone", clinics.zone().getId());
        }
        datasetQuery.conditions().parameters().forEach(query::setParameter);
        seek(query, after);
        var found = query.getResultList();
        var places = found.stream().map(row -> place(row, selected.size())).toList();
        var outcomes = report == Dataset.COURSES ? outcomes(places) : List.<Map<String, Object>>of();
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

    /** A found row has the columns first, then the keys. */
    private static RowKey place(Object[] found, int columns) {
        return new RowKey(List.of(Arrays.copyOfRange(found, columns, found.length)));
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
    private List<Map<String, Object>> outcomes(List<RowKey> places) {
        var courses = places.stream().map(RowKey::id).toList();
        var chains = episodes.of(courses);
        var scores = episodes.scores(chains.keySet());
        return courses.stream()
                .map(course -> outcomes(course, chains.get(course), scores))
                .toList();
    }

    private Map<String, Object> outcomes(
            UUID course, List<EpisodeCourse> chain, Map<String, Map<UUID, List<Score>>> scores) {
        var place = EpisodeCourse.placeOf(course, chain);
        var values = OutcomeColumns.INSTRUMENTS.stream()
                .flatMap(code -> OutcomeValues.of(EpisodeCourse.scored(chain, scores.getOrDefault(code, Map.of()))
                                .outcome(instruments.find(code).orElseThrow(), place))
                        .stream())
                .collect(Collectors.toCollection(ArrayList::new));
        var byColumn = new HashMap<String, Object>();
        IntStream.range(0, values.size())
                .forEach(i -> byColumn.put(OutcomeColumns.ALL.get(i).name(), values.get(i)));
        return byColumn;
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
