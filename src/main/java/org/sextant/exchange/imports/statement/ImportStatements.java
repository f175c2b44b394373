package org.sextant.exchange.imports.statement;

import static org.sextant.exchange.imports.statement.StatementParts.BORN;
import static org.sextant.exchange.imports.statement.StatementParts.OF_LINE;
import static org.sextant.exchange.imports.statement.StatementParts.PROVENANCE;
import static org.sextant.exchange.imports.statement.StatementParts.RECORDED_AT;
import static org.sextant.exchange.imports.statement.StatementParts.bornBefore;
import static org.sextant.exchange.imports.statement.StatementParts.insertWith;

/**
 * The SQL statements that store all lines of a source. They skip a line whose parent is missing or whose id exists.
 * Rows are inserted in the order of their ids, so that two imports of one file wait for each other without a deadlock.
 * The parameters are {@code :clinic}, {@code :subject}, {@code :now} and {@code :zone}, the clinic's time zone. A line
 * has its members and {@code place}, its index among the lines of the statement.
 */
public final class ImportStatements {

    private static final String UNDER_WAY = "('CHECKED_IN', 'INFUSING', 'OBSERVING')";

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

    /**
     * Stores the lines of one type and selects the ids of the new records. Until the end of the transaction, no other
     * can move the birth dates that the lines were compared with.
     *
     * @param type the name of a constant of {@link ImportTable}
     * @param source the SQL source of the lines, up to and including {@code AS}
     * @throws IllegalArgumentException for PROTOCOL and CLINIC, whose revisions {@code RevisionRepository} stores
     */
    public static String insert(String type, String source) {
        return switch (ImportTable.valueOf(type)) {
            case PATIENT -> patientsAlone(source);
            case COURSE -> courses(source);
            case SESSION -> sessions(source);
            case VITALS -> RecordStatements.vitals(source);
            case SIDE_EFFECT -> RecordStatements.sideEffects(source);
            case DOSE -> RecordStatements.doses(source);
            case MEDICATION -> RecordStatements.medications(source);
            case ASSESSMENT -> RecordStatements.assessments(source);
            case CLEARANCE -> RecordStatements.clearances(source);
            case ALERT -> RecordStatements.alerts(source);
            case REMS_SUBMISSION -> RecordStatements.remsSubmissions(source);
        };
    }

    /**
     * Locks the patients of SESSION lines that are under way, in the order of their ids: a check-in locks its patient
     * too, so one of the two sees the other's visit. Selects the course and the patient of each line.
     *
     * @param source the SQL source of the lines, up to and including {@code AS}
     */
    public static String lockPatients(String source) {
        return """
                SELECT course.id, patient.id AS patient_id FROM patient
                JOIN course ON course.clinic_id = :clinic AND course.patient_id = patient.id
                WHERE patient.clinic_id = :clinic AND course.id IN (
                    SELECT line."courseId" FROM %s WHERE line.status IN %s)
                ORDER BY patient.id
                FOR NO KEY UPDATE OF patient
                """.formatted(source + ImportTable.SESSION.line(), UNDER_WAY);
    }

    private static String patientsAlone(String source) {
        return """
                INSERT INTO patient (%s, %s, childbearing)
                SELECT CAST(:clinic AS uuid), %s, %s, coalesce(line.childbearing, 'UNKNOWN')
                FROM %s
                ORDER BY line.id
                ON CONFLICT (clinic_id, id) DO NOTHING
                RETURNING id
                """.formatted(
                        PROVENANCE,
                        ImportTable.PATIENT.columns(),
                        OF_LINE,
                        ImportTable.PATIENT.members(),
                        source + ImportTable.PATIENT.line());
    }

    private static String courses(String source) {
        return StatementParts.insert(
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

    /**
     * A patient went home unless the line says otherwise. The drawn amount is the sum of the given and the wasted
     * amount. The further doses have lines of their own, which add their amount again. The monitoring clock stays off.
     * The answers of staff on the REMS form have the id of their session. A visit that is under way is skipped where the
     * patient has another one in the table; of a statement's lines, only one of a patient may be under way.
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
                "updated_at, course_id, patient_id, protocol, protocol_revision, lot, end_lot, start_recorded_at,"
                        + " administered_mg, drawn_mg, ended_by, end_recorded_at, checked_in_by, disposition",
                """
                %1$s, course.id, course.patient_id, course.protocol,
                coalesce(line."protocolRevision", course.protocol_revision),
                CASE WHEN line."lotNamedAt" IS DISTINCT FROM 'END' THEN line.lot END,
                CASE WHEN line."lotNamedAt" IS NOT NULL THEN line.lot END,
                CASE WHEN line."startedAt" IS NOT NULL THEN %1$s END,
                line."administeredMg" - coalesce(line."furtherMg", 0),
                line."administeredMg" - coalesce(line."furtherMg", 0) + coalesce(line."wastedMg", 0),
                CASE WHEN line."endedAt" IS NOT NULL THEN :subject END,
                CASE WHEN line."endedAt" IS NOT NULL THEN %1$s END,
                CASE WHEN line."checkedInAt" IS NOT NULL THEN :subject END,
                CASE WHEN line."dischargedAt" IS NOT NULL THEN coalesce(line.disposition, 'HOME') END""".formatted(RECORDED_AT),
                source,
                """
                JOIN course ON course.clinic_id = :clinic AND course.id = line."courseId"
                %s
                WHERE (line."protocolRevision" IS NULL OR EXISTS (
                    SELECT FROM protocol WHERE protocol.clinic_id = :clinic AND protocol.code = course.protocol
                        AND protocol.revision = line."protocolRevision"))
                  AND (line.status NOT IN %2$s OR NOT EXISTS (
                    SELECT FROM session AS other WHERE other.clinic_id = :clinic
                        AND other.patient_id = course.patient_id AND other.id <> line.id AND other.status IN %2$s))""".formatted(bornBefore("course", "coalesce(line.\"checkedInAt\", 'infinity')"), UNDER_WAY));
    }
}
