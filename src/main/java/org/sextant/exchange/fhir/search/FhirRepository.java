package org.sextant.exchange.fhir.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.exchange.fhir.search.SearchRequest.Position;
import org.sextant.record.tenancy.PatientOfEmergency;
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

    private static final UUID ANY_PATIENT = new UUID(0, 0);

    private final EntityManager database;

    FhirRepository(EntityManager database) {
        this.database = database;
    }

    /** One resource. */
    public record Found(Source source, Row row, Position position) {}

    /** The resource with this id that the caller may see; empty where there is none. */
    public Optional<Found> find(ResourceType type, String id) {
        var sql = new Sql();
        var conditions =
                List.of(type.parameter("_id").orElseThrow().matcher().condition(new Value("_id", id, "", null), sql));
        return page(type, conditions, sql, "id", false, 1).stream().findFirst();
    }

    /** The matches of a page, and one more where there are further ones. */
    public List<Found> page(SearchRequest search) {
        var sql = search.sql();
        var conditions = new ArrayList<>(search.conditions());
        if (search.after() != null) {
            conditions.add(after(search, sql));
        }
        return page(search.type(), conditions, sql, search.sort(), search.descending(), search.count() + 1);
    }

    /**
     * What a page brings beside its matches, in one statement.
     *
     * @param type the type that is brought
     * @param matches the matches of the page
     * @param size at most so many
     */
    public List<Found> included(Include include, ResourceType type, List<Found> matches, int size) {
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
        return page(type, List.of(condition), sql, "id", false, size);
    }

    /** The number of all matches. */
    public long count(SearchRequest search) {
        var statement = "SELECT count(*) FROM (%s) AS one %s"
                .formatted(keys(search.type()), where(search.conditions(), search.sql()));
        return ((Number) rows(bound(statement, search.sql()))
                        .findFirst()
                        .orElseThrow()
                        .get(0))
                .longValue();
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

    private List<Found> page(
            ResourceType type, List<String> conditions, Sql sql, String sort, boolean descending, int size) {
        var direction = descending ? "DESC" : "ASC";
        var order = "ORDER BY %1$s %2$s, recorded_at %2$s, id %2$s".formatted(sort, direction);
        var statement = """
                SELECT source, id, version, CAST(updated_at AS text), status, CAST(%s AS text), CAST(recorded_at AS text),
                    CAST(%s AS text)
                FROM (SELECT * FROM (%s) AS one %s %s LIMIT %d) AS found %s
                """.formatted(sort, content(type), keys(type), where(conditions, sql), order, size, order);
        return rows(bound(statement, sql)).map(row -> found(type, row)).toList();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Tuple> rows(Query query) {
        return ((List<Tuple>) query.getResultList()).stream();
    }

    /** The keys of all sources, each with the number of its source. */
    private static String keys(ResourceType type) {
        return IntStream.range(0, type.sources().size())
                .mapToObj(number -> "SELECT %d AS source, keys.* FROM (%s) AS keys"
                        .formatted(number, type.sources().get(number).keys()))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String content(ResourceType type) {
        return IntStream.range(0, type.sources().size())
                .mapToObj(number -> "WHEN %d THEN (%s)"
                        .formatted(number, type.sources().get(number).content()))
                .collect(Collectors.joining(" ", "CASE source ", " END"));
    }

    /** Under emergency access, the records of one patient and no others. */
    private static String where(List<String> conditions, Sql sql) {
        var all = new ArrayList<>(conditions);
        var only = new PatientOfEmergency().get();
        if (!only.equals(ANY_PATIENT)) {
            all.add("patient_id = " + sql.bind(only));
        }
        return all.isEmpty() ? "" : "WHERE " + String.join(" AND ", all);
    }

    private Query bound(String statement, Sql sql) {
        var query = database.unwrap(Session.class).createNativeQuery(statement, Tuple.class);
        query.setParameter("clinic", new TenantResolver().get());
        sql.values().forEach((name, value) -> {
            if (value instanceof Collection<?> list) {
                query.setParameterList(name, list);
            } else {
                query.setParameter(name, value);
            }
        });
        return query;
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
