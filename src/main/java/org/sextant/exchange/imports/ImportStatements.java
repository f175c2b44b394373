package org.sextant.exchange.imports;

/**
 * The SQL statements that store all lines of a source. They skip a line whose parent is missing or whose id exists.
 * Rows are inserted in the order of their ids, so that two imports of one file wait for each other without a deadlock.
 * The parameters are {@code :clinic}, {@code :subject}, {@code :now} and {@code :zone}, the clinic's time zone. A line has its members and {@code place}, its
 * index among the lines of the statement.
 */
public final class ImportStatements {

    private static final String PROVENANCE = "clinic_id, id, version, recorded_at, recorded_by, content_hash";

    /** Each line is recorded a microsecond after the line before, so that records of one moment keep their order. */
    private static final String RECORDED_AT = "CAST(:now AS timestamptz) + line.place * interval '1 microsecond'";

    private static final String OF_LINE = "line.id, 1, " + RECORDED_AT + ", :subject, line.\"contentHash\"";

    /** The first moment of the day of birth, in the clinic's time zone. */
    private static final String BORN = "CAST(patient.birth_date AS timestamp) AT TIME ZONE CAST(:zone AS text)";

    private ImportStatements() {}

    /**
     * Stores the patients of COURSE lines. A line whose course cannot be stored stores no patient either. Where lines
     * describe one patient differently, the first line counts.
     *
     * @param source the SQL source of the lines, up to and including {@code AS}
     */
    public static String patients(String source) {
        return """
                INSERT INTO patient (%s, %s, childbearing)
                SELECT DISTINCT ON (line."patientId")
                       CAST(:clinic AS uuid), line."patientId", 1, %s, :subject, line."patientHash", %s,
                       coalesce(line.childbearing, 'UNKNOWN')
                FROM %s
                WHERE line.mrn IS NOT NULL
                  AND NOT EXISTS (SELECT FROM course WHERE course.clinic_id = :clinic AND course.id = line.id)
                  AND EXISTS (SELECT FROM protocol WHERE protocol.clinic_id = :clinic AND protocol.code = line.protocol
                              AND protocol.revision = coalesce(line."protocolRevision", protocol.revision))
                ORDER BY line."patientId", line.place
                ON CONFLICT (clinic_id, id) DO NOTHING
                """.formatted(
                        PROVENANCE,
                        ImportTable.PATIENT.columns(),
                        RECORDED_AT,
                        ImportTable.PATIENT.members(),
                        source + ImportTable.COURSE.line());
    }

    /** Stores the lines of one type and selects the ids of the new records. */
    static String insert(LineType type, String source) {
        return insert(type.name(), source);
    }

    /**
     * Stores the lines of one type and selects the ids of the new records. Until the end of the transaction, no other
     * can move the birth dates that the lines were compared with.
     *
     * @param type COURSE, SESSION, VITALS, SIDE_EFFECT, DOSE, ASSESSMENT or CLEARANCE
     * @param source the SQL source of the lines, up to and including {@code AS}
     * @throws IllegalArgumentException for PROTOCOL, which {@code ImportRepository.addRevision} stores
     */
    public static String insert(String type, String source) {
        return switch (LineType.valueOf(type)) {
            case PROTOCOL ->
                throw new IllegalArgumentException("Each revision needs the one before, so they are stored singly");
            case COURSE -> courses(source);
            case SESSION -> sessions(source);
            case VITALS ->
                recorded(
                        ImportTable.VITALS,
                        "session_id, patient_id, late",
                        "session.id, session.patient_id, coalesce(line.late, false)",
                        source,
                        visit("takenAt") + " AND (line.late IS NOT TRUE OR session.discharged_at IS NOT NULL)");
            case SIDE_EFFECT ->
                recorded(
                        ImportTable.SIDE_EFFECT,
                        "session_id, patient_id, serious, resolution_recorded_at",
                        """
                        session.id, session.patient_id, coalesce(line.serious, false),
                        CASE WHEN line."resolvedAt" IS NOT NULL THEN %s END""".formatted(RECORDED_AT),
                        source,
                        visit("onsetAt"));
            case DOSE -> doses(source);
            case ASSESSMENT ->
                recorded(
                        ImportTable.ASSESSMENT,
                        "course_id, patient_id",
                        "course.id, course.patient_id",
                        source,
                        """
                    JOIN course ON course.clinic_id = :clinic AND course.id = line."courseId"
                    %s
                    WHERE line."sessionId" IS NULL OR EXISTS (
                        SELECT FROM session WHERE session.clinic_id = :clinic AND session.id = line."sessionId"
                            AND session.course_id = line."courseId")""".formatted(bornBefore("course", corrected("takenAt"))));
            case CLEARANCE -> recorded(ImportTable.CLEARANCE, "patient_id", "patient.id", source, """
                    JOIN patient ON patient.clinic_id = :clinic AND patient.id = line."patientId"
                        AND line."clearedOn" >= patient.birth_date
                    WHERE line."courseId" IS NULL OR EXISTS (
                        SELECT FROM course WHERE course.clinic_id = :clinic AND course.id = line."courseId"
                            AND course.patient_id = line."patientId")""");
        };
    }

    private static String courses(String source) {
        return insert(
                ImportTable.COURSE,
                "updated_at, patient_id, protocol, protocol_revision",
                """
                %s, patient.id, protocol.code, protocol.revision""".formatted(RECORDED_AT),
                source,
                """
                JOIN patient ON patient.clinic_id = :clinic AND patient.id = line."patientId"
                    AND coalesce(line."activatedAt", 'infinity') >= %s
                    AND (line.mrn IS NULL OR (patient.mrn, patient.family, patient.given, patient.birth_date, patient.sex)
                                           = (line.mrn, line.family, line.given, line."birthDate", line.sex))
                JOIN protocol ON protocol.clinic_id = :clinic AND protocol.code = line.protocol
                    AND protocol.revision = coalesce(line."protocolRevision", (
                        SELECT max(revision) FROM protocol AS latest
                        WHERE latest.clinic_id = :clinic AND latest.code = line.protocol))""".formatted(BORN));
    }

    /** Also adds the new doses to the sums that their sessions keep, which are locked in the order of their ids. */
    private static String doses(String source) {
        return insertWith(
                """
                , counted AS (
                    UPDATE session SET further_mg = further_mg + added.mg, version = version + 1,
                                       updated_at = CAST(:now AS timestamptz)
                    FROM (SELECT locked.id, sum(line.mg) AS mg
                          FROM %1$s JOIN made ON made.id = line.id
                          JOIN (SELECT id FROM session WHERE clinic_id = :clinic AND id IN (SELECT "sessionId" FROM %1$s)
                                ORDER BY id FOR UPDATE) AS locked ON locked.id = line."sessionId"
                          GROUP BY locked.id) AS added
                    WHERE session.clinic_id = :clinic AND session.id = added.id
                )""".formatted(source + ImportTable.DOSE.line()),
                ImportTable.DOSE,
                "status, session_id, patient_id",
                "'FINAL', session.id, session.patient_id",
                source,
                visit("givenAt") + " AND session.started_at IS NOT NULL");
    }

    /**
     * A patient went home unless the line says otherwise. The drawn amount is the sum of the given and the wasted
     * amount. The further doses have lines of their own, which add their amount again. The monitoring clock stays off.
     * The answers of staff on the REMS form have the id of their session.
     */
    private static String sessions(String source) {
        return insertWith(
                """
                , answered AS (
                    INSERT INTO rems_answers (%1$s, session_id, patient_id, first_treatment, provider, acceptable_before,
                                              acceptable_at_completion, oximetry_done, ready_after_minutes, changed_at, changed_by)
                    SELECT CAST(:clinic AS uuid), %2$s, line.id, made.patient_id,
                           CAST(line."remsAnswers" ->> 'firstTreatment' AS boolean), line."remsAnswers" ->> 'provider',
                           CAST(line."remsAnswers" ->> 'acceptableBefore' AS boolean),
                           CAST(line."remsAnswers" ->> 'acceptableAtCompletion' AS boolean),
                           CAST(line."remsAnswers" ->> 'oximetryDone' AS boolean),
                           CAST(line."remsAnswers" ->> 'readyAfterMinutes' AS smallint), %3$s, :subject
                    FROM %4$s JOIN made ON made.id = line.id
                    WHERE line."remsAnswers" IS NOT NULL
                )""".formatted(PROVENANCE, OF_LINE, RECORDED_AT, source + ImportTable.SESSION.line()),
                ImportTable.SESSION,
                "updated_at, course_id, patient_id, protocol, protocol_revision, start_recorded_at, administered_mg,"
                        + " drawn_mg, ended_by, checked_in_by, disposition",
                """
                %1$s, course.id, course.patient_id, course.protocol,
                coalesce(line."protocolRevision", course.protocol_revision),
                CASE WHEN line."startedAt" IS NOT NULL THEN %1$s END,
                line."administeredMg" - coalesce(line."furtherMg", 0),
                line."administeredMg" - coalesce(line."furtherMg", 0) + coalesce(line."wastedMg", 0),
                CASE WHEN line."endedAt" IS NOT NULL THEN :subject END,
                CASE WHEN line."checkedInAt" IS NOT NULL THEN :subject END,
                CASE WHEN line."dischargedAt" IS NOT NULL THEN coalesce(line.disposition, 'HOME') END""".formatted(RECORDED_AT),
                source,
                """
                JOIN course ON course.clinic_id = :clinic AND course.id = line."courseId"
                %s
                WHERE line."protocolRevision" IS NULL OR EXISTS (
                    SELECT FROM protocol WHERE protocol.clinic_id = :clinic AND protocol.code = course.protocol
                        AND protocol.revision = line."protocolRevision")""".formatted(bornBefore("course", "coalesce(line.\"checkedInAt\", 'infinity')")));
    }

    /** @param time the member with the time of the record */
    private static String visit(String time) {
        return """
                JOIN session ON session.clinic_id = :clinic AND session.id = line."sessionId"
                    AND session.checked_in_at IS NOT NULL
                %s""".formatted(bornBefore("session", corrected(time)));
    }

    private static String corrected(String time) {
        return "line.\"%s\" - coalesce(line.\"clockOffsetSeconds\", 0) * interval '1 second'".formatted(time);
    }

    /** Skips a line whose time lies before the patient's birth. */
    private static String bornBefore(String parent, String time) {
        return "JOIN patient ON patient.clinic_id = :clinic AND patient.id = %s.patient_id AND %s >= %s"
                .formatted(parent, time, BORN);
    }

    private static String recorded(ImportTable target, String columns, String values, String source, String parents) {
        return insert(target, "status, " + columns, "'FINAL', " + values, source, parents);
    }

    private static String insert(ImportTable target, String columns, String values, String source, String parents) {
        return insertWith("", target, columns, values, source, parents);
    }

    /** @param further SQL that stores more of the lines in {@code made}, which has their ids and patients; or empty */
    private static String insertWith(
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
                        OF_LINE,
                        values,
                        target.members(),
                        source + target.line(),
                        parents,
                        further);
    }
}
