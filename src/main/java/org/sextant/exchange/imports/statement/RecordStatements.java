package org.sextant.exchange.imports.statement;

import static org.sextant.exchange.imports.statement.StatementParts.RECORDED_AT;
import static org.sextant.exchange.imports.statement.StatementParts.bornBefore;
import static org.sextant.exchange.imports.statement.StatementParts.corrected;
import static org.sextant.exchange.imports.statement.StatementParts.insert;
import static org.sextant.exchange.imports.statement.StatementParts.insertWith;
import static org.sextant.exchange.imports.statement.StatementParts.recorded;
import static org.sextant.exchange.imports.statement.StatementParts.visit;

/** The statements for records that belong to a session, a course or a patient. */
final class RecordStatements {

    /** Skips a line whose session is none of its course. */
    private static final String SESSION_OF_COURSE = """
            WHERE line."sessionId" IS NULL OR EXISTS (
                SELECT FROM session WHERE session.clinic_id = :clinic AND session.id = line."sessionId"
                    AND session.course_id = line."courseId")""";

    private RecordStatements() {}

    static String vitals(String source) {
        return recorded(
                ImportTable.VITALS,
                "session_id, patient_id, late",
                "session.id, session.patient_id, coalesce(line.late, false)",
                source,
                visit("takenAt") + " AND (line.late IS NOT TRUE OR session.discharged_at IS NOT NULL)");
    }

    static String sideEffects(String source) {
        return recorded(
                ImportTable.SIDE_EFFECT,
                "session_id, patient_id, serious, resolution_recorded_at",
                """
                session.id, session.patient_id, coalesce(line.serious, false),
                CASE WHEN line."resolvedAt" IS NOT NULL THEN %s END""".formatted(RECORDED_AT),
                source,
                visit("onsetAt"));
    }

    /** Also adds the new doses to the sums that their sessions keep, which are locked in the order of their ids. */
    static String doses(String source) {
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

    static String medications(String source) {
        return recorded(
                ImportTable.MEDICATION,
                "session_id, patient_id",
                "session.id, session.patient_id",
                source,
                visit("givenAt"));
    }

    static String assessments(String source) {
        return recorded(
                ImportTable.ASSESSMENT, "course_id, patient_id", "course.id, course.patient_id", source, """
                JOIN course ON course.clinic_id = :clinic AND course.id = line."courseId"
                %s
                %s""".formatted(
                                bornBefore("course", corrected("takenAt")), SESSION_OF_COURSE));
    }

    static String clearances(String source) {
        return recorded(ImportTable.CLEARANCE, "patient_id", "patient.id", source, """
                JOIN patient ON patient.clinic_id = :clinic AND patient.id = line."patientId"
                    AND line."clearedOn" >= patient.birth_date
                WHERE line."courseId" IS NULL OR EXISTS (
                    SELECT FROM course WHERE course.clinic_id = :clinic AND course.id = line."courseId"
                        AND course.patient_id = line."patientId")""");
    }

    static String alerts(String source) {
        return insert(ImportTable.ALERT, "course_id, patient_id", "course.id, course.patient_id", source, """
                JOIN course ON course.clinic_id = :clinic AND course.id = line."courseId"
                JOIN patient ON patient.clinic_id = :clinic AND patient.id = course.patient_id
                %s""".formatted(
                        SESSION_OF_COURSE));
    }

    /** Only esketamine has the form, and only the form of a patient who has left is complete. */
    static String remsSubmissions(String source) {
        return insert(
                ImportTable.REMS_SUBMISSION, "session_id, patient_id", "session.id, session.patient_id", source, """
                JOIN session ON session.clinic_id = :clinic AND session.id = line."sessionId"
                    AND session.discharged_at IS NOT NULL
                JOIN protocol ON protocol.clinic_id = :clinic AND protocol.code = session.protocol
                    AND protocol.revision = session.protocol_revision AND protocol.rules ->> 'drug' = 'ESKETAMINE'
                JOIN patient ON patient.clinic_id = :clinic AND patient.id = session.patient_id""");
    }
}
