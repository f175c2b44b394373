package org.sextant.exchange.fhir.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.exchange.fhir.search.SearchRequest.Position;
import org.sextant.record.tenancy.TenantResolver;

/**
 * Reads resources: one statement for a page of a type, whatever it comes from. The statement first finds the keys of the
 * page, and then the columns of those records alone.
 */
@ApplicationScoped
public class FhirRepository {

    /** Numbers keep their decimals: 36.0 stays 36.0. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private final EntityManager database;

    FhirRepository(EntityManager database) {
        this.database = database;
    }

    /** One resource. */
    public record Found(Source source, Row row, Position position) {}

    /** The order of rows: by a column, the time of recording and the id. */
    private record Order(String column, boolean descending) {

        static final Order BY_ID = new Order("id", false);
        static final Order LATEST_VERSION = new Order("version", true);

        String sql() {
            return "ORDER BY %1$s %2$s, recorded_at %2$s, id %2$s".formatted(column, descending ? "DESC" : "ASC");
        }
    }

    /** The resource with this id that the caller may see; empty where there is none. */
    public Optional<Found> find(ResourceType type, String id) {
        var sql = new Sql();
        return ask(type, Rows.present(type, List.of(ofId(type, id, sql)), sql), sql, Order.BY_ID, 1).stream()
                .findFirst();
    }

    /** The version of a resource with this number; empty where there is none. */
    public Optional<Found> version(ResourceType type, String id, int version) {
        var sql = new Sql();
        var conditions = List.of(ofId(type, id, sql), "version = " + sql.bind(version));
        return ask(type, Rows.versions(type, conditions, sql), sql, Order.BY_ID, 1).stream()
                .findFirst();
    }

    /** The versions of a resource, the last one first, at most so many. */
    public List<Found> versions(ResourceType type, String id, int size) {
        var sql = new Sql();
        return ask(type, Rows.versions(type, List.of(ofId(type, id, sql)), sql), sql, Order.LATEST_VERSION, size);
    }

    private static String ofId(ResourceType type, String id, Sql sql) {
        return type.parameter("_id").orElseThrow().matcher().condition(new Value("_id", id, "", null), sql);
    }

    /** The matches of a page, and one more where there are further ones. */
    public List<Found> page(SearchRequest search) {
        var sql = search.sql();
        var conditions = new ArrayList<>(search.conditions());
        if (search.after() != null) {
            conditions.add(after(search, sql));
        }
        return ask(
                search.type(),
                Rows.present(search.type(), conditions, sql),
                sql,
                new Order(search.sort(), search.descending()),
                search.count() + 1);
    }

    /**
     * The latest matches of each code, the latest first.
     *
     * @param each how many of each code at most
     * @param size how many at most in all
     */
    public List<Found> last(SearchRequest search, int each, int size) {
        return ask(search.type(), Rows.last(search, each), search.sql(), new Order("at", true), size);
    }

    /**
     * What a page brings beside its matches, in one statement.
     *
     * @param type the type that is brought
     * @param matches the matches of the page
     * @param size at most so many
     */
    public List<Found> included(Include include, ResourceType type, List<Found> matches, int size) {
        if (include.ofMatch() == null) {
            return about(include, type, matches, size);
        }
        var named = matches.stream()
                .map(match -> match.row().text(include.ofMatch()))
                .filter(Objects::nonNull)
                .distinct()
                .map(UUID::fromString)
                .toList();
        if (named.isEmpty()) {
            return List.of();
        }
        var sql = new Sql();
        var condition = "%s IN (%s)".formatted(include.key(), sql.bind(named));
        return ask(type, Rows.present(type, List.of(condition), sql), sql, Order.BY_ID, size);
    }

    /** What names its matches by their ids, as Provenance does. */
    private List<Found> about(Include include, ResourceType type, List<Found> matches, int size) {
        var ids = matches.stream().map(match -> match.row().id()).toList();
        var records = ids.stream()
                .map(id -> UUID.fromString(id.split("\\.", 2)[0]))
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var sql = new Sql();
        // The records lead to the rows by their keys; the ids tell the parts of one record apart.
        var conditions = List.of(
                "record_id IN (%s)".formatted(sql.bind(records)),
                "target_type = " + sql.bind(include.ofType()),
                "%s IN (%s)".formatted(include.key(), sql.bind(ids)));
        return ask(type, Rows.present(type, conditions, sql), sql, Order.BY_ID, size);
    }

    /** The number of all matches. */
    public long count(SearchRequest search) {
        var rows = Rows.present(search.type(), search.conditions(), search.sql());
        var statement = "SELECT count(*) FROM (%s) AS one %s".formatted(rows.keys(), rows.where());
        return ((Number) tuples(statement, search.sql()).get(0).get(0)).longValue();
    }

    private static String after(SearchRequest search, Sql sql) {
        var type = search.sort().equals("id") ? "text" : "timestamptz";
        return "(%s, recorded_at, id) %s (CAST(%s AS %s), CAST(%s AS timestamptz), %s)"
                .formatted(
                        search.sort(),
                        search.descending() ? "<" : ">",
                        sql.bind(search.after().key()),
                        type,
                        sql.bind(search.after().recordedAt()),
                        sql.bind(search.after().id()));
    }

    private List<Found> ask(ResourceType type, Rows rows, Sql sql, Order order, int size) {
        var statement = """
                SELECT source, id, version, CAST(updated_at AS text) AS updated_text, status, CAST(%s AS text) AS order_text,
                    CAST(recorded_at AS text) AS recorded_text, CAST(%s AS text) AS content
                FROM (SELECT * FROM (%s) AS one %s %s LIMIT %d) AS found %s
                """.formatted(
                        order.column(), rows.content(), rows.keys(), rows.where(), order.sql(), size, order.sql());
        return tuples(statement, sql).stream().map(row -> found(type, row)).toList();
    }

    private List<Tuple> tuples(String statement, Sql sql) {
        var query = database.unwrap(Session.class).createNativeQuery(statement, Tuple.class);
        query.setParameter("clinic", new TenantResolver().get());
        sql.values().forEach((name, value) -> {
            if (value instanceof Collection<?> list) {
                query.setParameterList(name, list);
            } else {
                query.setParameter(name, value);
            }
        });
        return query.getResultList();
    }

    private static Found found(ResourceType type, Tuple columns) {
        var source = type.sources().get(((Number) columns.get(0)).intValue());
        var id = columns.get(1, String.class);
        var updated = columns.get(3, String.class);
        var row = new Row(
                id,
                ((Number) columns.get(2)).intValue(),
                updated == null ? null : time(updated).toInstant(),
                columns.get(4, String.class),
                json(columns.get(7, String.class)));
        return new Found(source, row, new Position(columns.get(5, String.class), columns.get(6, String.class), id));
    }

    /** A time as PostgreSQL writes it: a space before the time, hours alone as the offset. */
    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text.replace(' ', 'T').replaceFirst("([+-]\\d\\d)$", "$1:00"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
