package org.sextant.exchange.imports.statement;

/** Parts that the statements have in common. */
final class StatementParts {

    /** The columns that every record has. */
    static final String PROVENANCE = "clinic_id, id, version, recorded_at, recorded_by, content_hash";

    /** Each line is recorded a microsecond after the line before, so that records of one moment keep their order. */
    static final String RECORDED_AT = "CAST(:now AS timestamptz) + line.place * interval '1 microsecond'";

    /** The values of {@link #PROVENANCE} after the clinic. */
    static final String OF_LINE = ofLine(RECORDED_AT);

    /** The first moment of the day of birth, in the clinic's time zone. */
    static final String BORN = "CAST(patient.birth_date AS timestamp) AT TIME ZONE CAST(:zone AS text)";

    private StatementParts() {}

    private static String ofLine(String recordedAt) {
        return "line.id, 1, " + recordedAt + ", :subject, line.\"contentHash\"";
    }

    /**
     * A join with the session of the line, where its patient was checked in.
     *
     * @param time the member with the time of the record
     */
    static String visit(String time) {
        return """
                JOIN session ON session.clinic_id = :clinic AND session.id = line."sessionId"
                    AND session.checked_in_at IS NOT NULL
                %s""".formatted(bornBefore("session", corrected(time)));
    }

    static String corrected(String time) {
        return "line.\"%s\" - coalesce(line.\"clockOffsetSeconds\", 0) * interval '1 second'".formatted(time);
    }

    /** A join with the patient, which skips a line whose time lies before the patient's birth. */
    static String bornBefore(String parent, String time) {
        return "JOIN patient ON patient.clinic_id = :clinic AND patient.id = %s.patient_id AND %s >= %s"
                .formatted(parent, time, BORN);
    }

    /** Stores records that can be corrected. */
    static String recorded(ImportTable target, String columns, String values, String source, String parents) {
        return insert(target, "status, " + columns, "'FINAL', " + values, source, parents);
    }

    static String insert(ImportTable target, String columns, String values, String source, String parents) {
        return insertWith("", target, columns, values, source, parents);
    }

    /** @param further SQL that stores more of the lines in {@code made}, which has their ids and patients; or empty */
    static String insertWith(
            String further, ImportTable target, String columns, String values, String source, String parents) {
        return """
                WITH made AS (
                    INSERT INTO %s (%s, %s, %s)
                    SELECT CAST(:clinic AS uuid), %s, %s, %s FROM %s
                    %s
                    ORDER BY line.id
                    FOR KEY SHARE OF patient
                    ON CONFLICT (clinic_id, id) DO NOTHING
                    RETURNING id, patient_id
                )%s
                SELECT id FROM made
                """.formatted(
                        target.table(),
                        PROVENANCE,
                        columns,
                        target.columns(),
                        // An alert is recorded when it was raised.
                        target == ImportTable.ALERT ? ofLine("line.\"raisedAt\"") : OF_LINE,
                        values,
                        target.members(),
                        source + target.line(),
                        parents,
                        further);
    }
}
