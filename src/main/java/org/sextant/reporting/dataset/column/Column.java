package org.sextant.reporting.dataset.column;

/**
 * One column of a report, declared once: what is read, what the dictionary says of it and what an import takes of it.
 *
 * @param unit of the value; null where it has none
 * @param sql what the database selects; null where the value is worked out from the scores
 * @param coded what it selects instead in rows without identifiers, so that no free text is in them; null where the same
 */
public record Column(String name, Kind kind, String unit, Origin origin, String sql, String coded, String description) {

    /** What a value is, and so how it is read and written. */
    public enum Kind {
        ID,
        /** Free text. */
        TEXT,
        /** A constant or a code of the clinic's. */
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
        /** As it was recorded; an import takes it back. */
        RECORDED,
        /** Worked out from what was recorded; an import passes over it. */
        DERIVED,
        /** A random stand-in for an id, in de-identified rows only. */
        PSEUDONYM
    }

    public static Column recorded(String name, Kind kind, String sql, String description) {
        return new Column(name, kind, null, Origin.RECORDED, sql, null, description);
    }

    public static Column derived(String name, Kind kind, String sql, String description) {
        return new Column(name, kind, null, Origin.DERIVED, sql, null, description);
    }

    /** The stand-in of an id: a keyed hash, whose random key belongs to one export and is kept nowhere. */
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

    Column in(String measure) {
        return new Column(name, kind, measure, origin, sql, coded, description);
    }

    /** The column with another value in rows without identifiers. */
    Column codedAs(String instead) {
        return new Column(name, kind, unit, origin, sql, instead, description);
    }

    /** The column of rows without identifiers. */
    public Column deidentified() {
        return coded == null ? this : new Column(name, kind, unit, origin, coded, null, description);
    }
}
