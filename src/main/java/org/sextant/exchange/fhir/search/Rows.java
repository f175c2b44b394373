package org.sextant.exchange.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sextant.record.tenancy.PatientOfCaller;

/**
 * The parts of a statement.
 *
 * @param keys the keys of all sources, each with the number of its source
 * @param content the columns of a record that was found, by the number of its source
 * @param where the condition of the keys, with its word; empty where there is none
 */
record Rows(String keys, String content, String where) {

    private static final UUID ANY_PATIENT = new UUID(0, 0);

    /** The present versions. */
    static Rows present(ResourceType type, List<String> conditions, Sql sql) {
        return new Rows(
                keys(type.sources().stream().map(Source::keys).toList()),
                content(type.sources().stream().map(Source::content).toList()),
                where(type, conditions, sql));
    }

    /** The present and the earlier versions. */
    static Rows versions(ResourceType type, List<String> conditions, Sql sql) {
        return new Rows(
                keys(type.sources().stream().map(Source::keysOfVersions).toList()),
                content(type.sources().stream().map(Source::contentOfVersion).toList()),
                where(type, conditions, sql));
    }

    /** The latest present versions of each code, at most so many of each. */
    static Rows last(SearchRequest search, int each) {
        var present = present(search.type(), search.conditions(), search.sql());
        var ranked = """
                SELECT *, row_number() OVER (PARTITION BY codes ORDER BY at DESC, recorded_at DESC, id DESC) AS place
                FROM (%s) AS each %s\
                """.formatted(present.keys, present.where);
        return new Rows(
                ranked, present.content, "WHERE place <= " + search.sql().bind(each));
    }

    private static String keys(List<String> sources) {
        return IntStream.range(0, sources.size())
                .mapToObj(number ->
                        "SELECT %d AS source, keys.* FROM (%s) AS keys".formatted(number, sources.get(number)))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static String content(List<String> sources) {
        return IntStream.range(0, sources.size())
                .mapToObj(number -> "WHEN %d THEN (%s)".formatted(number, sources.get(number)))
                .collect(Collectors.joining(" ", "CASE source ", " END"));
    }

    /** Within the limits of the type; for a caller who may see one patient only, the records of that patient. */
    private static String where(ResourceType type, List<String> conditions, Sql sql) {
        var all = new ArrayList<>(conditions);
        type.limits().forEach(limit -> all.add(limit.condition(sql)));
        var only = new PatientOfCaller().get();
        if (!only.equals(ANY_PATIENT)) {
            all.add("patient_id = " + sql.bind(only));
        }
        return all.isEmpty() ? "" : "WHERE " + String.join(" AND ", all);
    }
}
