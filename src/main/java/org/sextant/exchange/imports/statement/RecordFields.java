package org.sextant.exchange.imports.statement;

import static org.sextant.exchange.imports.statement.ImportField.handled;
import static org.sextant.exchange.imports.statement.ImportField.stored;

import java.util.List;

/** The members of lines of records that belong to a session, a course or a patient. */
final class RecordFields {

    private static final ImportField SESSION_ID = handled("sessionId", "uuid");
    private static final ImportField CLOCK = stored("clockOffsetSeconds", "bigint", "clock_offset_seconds");

    static final List<ImportField> VITALS = List.of(
            SESSION_ID,
            stored("takenAt", "timestamptz", "taken_at"),
            CLOCK,
            handled("late", "boolean"),
            stored("systolic", "smallint", "systolic"),
            stored("diastolic", "smallint", "diastolic"),
            stored("heartRate", "smallint", "heart_rate"),
            stored("respiratoryRate", "smallint", "respiratory_rate"),
            stored("spo2", "smallint", "spo2"),
            stored("temperatureC", "numeric", "temperature_c"),
            stored("sedation", "smallint", "sedation"),
            stored("pain", "smallint", "pain"),
            stored("absentReason", "text", "absent_reason"),
            stored("absentKinds", "jsonb", "absent_kinds"),
            stored("source", "text", "source"),
            stored("deviceId", "text", "device_id"),
            stored("note", "text", "note"));

    static final List<ImportField> SIDE_EFFECT = List.of(
            SESSION_ID,
            stored("effect", "text", "effect"),
            stored("severity", "text", "severity"),
            stored("onsetAt", "timestamptz", "onset_at"),
            stored("resolvedAt", "timestamptz", "resolved_at"),
            CLOCK,
            stored("resolvedClockOffsetSeconds", "bigint", "resolved_clock_offset_seconds"),
            handled("serious", "boolean"),
            stored("action", "text", "action"),
            stored("note", "text", "note"));

    static final List<ImportField> DOSE = List.of(
            SESSION_ID,
            stored("mg", "numeric", "mg"),
            stored("givenAt", "timestamptz", "given_at"),
            CLOCK,
            stored("doseRoute", "text", "route"),
            stored("lot", "text", "lot"),
            stored("reason", "text", "reason"),
            stored("overrideReason", "text", "override_reason"),
            stored("verdicts", "jsonb", "verdicts"));

    static final List<ImportField> MEDICATION = List.of(
            SESSION_ID,
            stored("medication", "text", "drug"),
            stored("dose", "numeric", "dose"),
            stored("unit", "text", "unit"),
            stored("medicationRoute", "text", "route"),
            stored("givenAt", "timestamptz", "given_at"),
            CLOCK,
            stored("reason", "text", "reason"));

    static final List<ImportField> ASSESSMENT = List.of(
            handled("courseId", "uuid"),
            stored("sessionId", "uuid", "session_id"),
            stored("instrument", "text", "instrument"),
            stored("takenAt", "timestamptz", "taken_at"),
            CLOCK,
            stored("timepoint", "text", "timepoint"),
            stored("answers", "integer[]", "answers"),
            stored("total", "smallint", "total"));

    static final List<ImportField> CLEARANCE = List.of(
            handled("patientId", "uuid"),
            stored("courseId", "uuid", "course_id"),
            stored("kind", "text", "kind"),
            stored("outcome", "text", "outcome"),
            stored("condition", "text", "condition"),
            stored("clearedOn", "date", "cleared_on"),
            stored("clearedBy", "text", "cleared_by"),
            stored("expiresOn", "date", "expires_on"),
            stored("results", "jsonb", "results"),
            stored("document", "jsonb", "document"),
            stored("note", "text", "note"));

    static final List<ImportField> ALERT = List.of(
            handled("courseId", "uuid"),
            stored("sessionId", "uuid", "session_id"),
            handled("raisedAt", "timestamptz"),
            stored("changedAt", "timestamptz", "changed_at"),
            stored("kind", "text", "kind"),
            stored("severity", "text", "severity"),
            stored("status", "text", "status"),
            stored("sources", "jsonb", "sources"),
            stored("sourceId", "uuid", "source_id"),
            stored("value", "numeric", "value"),
            stored("limit", "numeric", "limit_value"),
            stored("detail", "text", "detail"),
            stored("dueAt", "timestamptz", "due_at"),
            stored("missing", "jsonb", "missing"),
            stored("lateEntry", "boolean", "late_entry"),
            stored("acknowledgedAt", "timestamptz", "acknowledged_at"),
            stored("acknowledgedBy", "text", "acknowledged_by"),
            stored("acknowledgement", "text", "acknowledgement"),
            stored("reviews", "jsonb", "reviews"),
            stored("closedAt", "timestamptz", "closed_at"),
            stored("closedReason", "text", "closed_reason"));

    static final List<ImportField> REMS_SUBMISSION = List.of(
            SESSION_ID,
            stored("submittedAt", "timestamptz", "submitted_at"),
            CLOCK,
            stored("reference", "text", "reference"),
            stored("form", "jsonb", "form"));

    private RecordFields() {}
}
