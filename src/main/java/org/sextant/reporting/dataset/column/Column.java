package org.sextant.reporting.dataset.column;

/**
 * One column of a dataset. Queries, the dictionary and the import all use this declaration.
 *
 * @param unit of the value; null where there is none
 * @param sql the expression that the database selects; null where the value is computed from the scores
 * @param coded the expression for rows without identifiers, which leaves out free text; null where {@code sql} applies
 */
public record Column(String name, Kind kind, String unit, Origin origin, String sql, String coded, String description) {

    /** The type of a value, which decides how the value is read and written. */
    public enum Kind {
        ID,
        /** Free text. */
        TEXT,
        /** A constant of Sextant or a code of the clinic. */
        CODE,
        WHOLE,
        NUMBER,
        FLAG,
        TIME,
        DATE,
        /** A list of texts; in CSV as JSON. */
        TEXTS,
        /** A list of whole numbers; in CSV as JSON. */
        NUMBERS,
        /** A JSON value; in CSV as JSON. */
        JSON
    }

    /** Where a value comes from. */
    public enum Origin {
        /** The value as recorded; an import stores the value again. */
        RECORDED,
        /** Computed from recorded values; an import ignores the value. */
        DERIVED,
        /** A random pseudonym for an id, in de-identified rows only. */
        PSEUDONYM
    }

    public static Column recorded(String name, Kind kind, String sql, String description) {
        return new Column(name, kind, null, Origin.RECORDED, sql, null, description);
    }

    public static Column derived(String name, Kind kind, String sql, String description) {
        return new Column(name, kind, null, Origin.DERIVED, sql, null, description);
    }

    /** The pseudonym of an id: a hash with a random key, which belongs to one export and is never stored. */
    static Column pseudonym(String name, String id, String description) {
        return new Column(
                name,
                Kind.CODE,
                null,
                Origin.PSEUDONYM,
                "left(encode(sha256(export.key || uuid_send(%s)), 'hex'), 20)".formatted(id),
                null,
                description);
    }

    Column in(String newUnit) {
        return new Column(name, kind, newUnit, origin, sql, coded, description);
    }

    /** The column with another SQL expression in rows without identifiers. */
    Column codedAs(String codedSql) {
        return new Column(name, kind, unit, origin, sql, codedSql, description);
    }

    /** The column as selected for rows without identifiers. */
    public Column deidentified() {
        return coded == null ? this : new Column(name, kind, unit, origin, coded, null, description);
    }
}
