package org.sextant.exchange.fhir.search;

import org.sextant.exchange.fhir.map.Mapper;

/**
 * One kind of record that resources of a type come from.
 *
 * @param table the table of the records, which both statements name as {@code one}; the table {@code <table>_history} has
 *     their earlier versions. Null where a resource has no earlier versions
 * @param keys SQL: one row for each resource of the clinic {@code :clinic}, with the columns that the type's parameters
 *     and its order need; among them {@code record_id}, {@code id}, {@code version}, {@code updated_at},
 *     {@code recorded_at}, {@code at}, {@code until_at}, {@code patient_id}, {@code status}
 * @param content SQL: the columns of the record {@code found.record_id} of the clinic {@code :clinic}, as jsonb
 * @param mapper writes the resource
 */
public record Source(String table, String keys, String content, Mapper mapper) {

    /** The keys of all versions. */
    public String keysOfVersions() {
        return ofVersions(keys);
    }

    /** The columns of the version {@code found.version} of the record. */
    public String contentOfVersion() {
        return table == null ? content : ofVersions(content) + " AND one.version = found.version";
    }

    private String ofVersions(String sql) {
        return table == null
                ? sql
                : sql.replace(
                        "FROM %s AS one".formatted(table),
                        "FROM (SELECT * FROM %1$s UNION ALL SELECT * FROM %1$s_history) AS one".formatted(table));
    }
}
