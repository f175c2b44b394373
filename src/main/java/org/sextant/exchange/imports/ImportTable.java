package org.sextant.exchange.imports;

import java.util.List;
import java.util.stream.Collectors;

/** The tables that store the lines, and the column of each member of a line. */
enum ImportTable {
    PATIENT(
            "patient",
            List.of(
                    field("patientId", "uuid", null),
                    field("mrn", "text", "mrn"),
                    field("family", "text", "family"),
                    field("given", "text", "given"),
                    field("birthDate", "date", "birth_date"),
                    field("sex", "text", "sex"))),
    COURSE(
            "course",
            List.of(
                    field("patientId", "uuid", null),
                    field("patientHash", "text", null),
                    field("mrn", "text", null),
                    field("family", "text", null),
                    field("given", "text", null),
                    field("birthDate", "date", null),
                    field("sex", "text", null),
                    field("childbearing", "text", null),
                    field("protocol", "text", null),
                    field("protocolRevision", "integer", null),
                    field("revisionChanges", "jsonb", "revision_changes"),
                    field("indicationSystem", "text", "indication_system"),
                    field("indicationCode", "text", "indication_code"),
                    field("indicationDisplay", "text", "indication_display"),
                    field("phase", "text", "phase"),
                    field("plannedSessions", "integer", "planned_sessions"),
                    field("previousCourseId", "uuid", "previous_course_id"),
                    field("reason", "text", "reason"),
                    field("labels", "varchar(64)[]", "labels"),
                    field("status", "text", "status"),
                    field("activatedAt", "timestamptz", "activated_at"),
                    field("activationOverrideReason", "text", "activation_override_reason"),
                    field("endedAt", "timestamptz", "ended_at"),
                    field("discontinueReason", "text", "discontinue_reason"))),
    SESSION(
            "session",
            List.of(
                    field("courseId", "uuid", null),
                    field("number", "integer", "number"),
                    field("protocolRevision", "integer", null),
                    field("status", "text", "status"),
                    field("scheduledAt", "timestamptz", "scheduled_at"),
                    field("timeZone", "text", "time_zone"),
                    field("rescheduleHistory", "jsonb", "reschedules"),
                    field("checkedInAt", "timestamptz", "checked_in_at"),
                    field("weightKg", "numeric", "weight_kg"),
                    field("weightConfirmed", "boolean", "weight_confirmed"),
                    field("escortName", "text", "escort_name"),
                    field("escortPhone", "text", "escort_phone"),
                    field("fasted", "boolean", "fasted"),
                    field("concomitantMedications", "jsonb", "concomitant_medications"),
                    field("checkInNote", "text", "check_in_note"),
                    field("startedAt", "timestamptz", "started_at"),
                    field("mgPerKg", "numeric", "mg_per_kg"),
                    field("plannedDoseMg", "numeric", "planned_dose_mg"),
                    field("dosedOnWeightKg", "numeric", "dosed_on_weight_kg"),
                    field("plannedMgPerHour", "numeric", "planned_mg_per_hour"),
                    field("lot", "text", "lot"),
                    field("concentrationMgPerMl", "numeric", "concentration_mg_per_ml"),
                    field("startOverrideReason", "text", "start_override_reason"),
                    field("remsAnswers", "jsonb", null),
                    field("doseReason", "text", "dose_reason"),
                    field("endedAt", "timestamptz", "ended_at"),
                    field("administeredMg", "numeric", null),
                    field("furtherMg", "numeric", null),
                    field("deliveredMg", "numeric", "delivered_mg"),
                    field("wastedMg", "numeric", "wasted_mg"),
                    field("wasteWitness", "text", "waste_witness"),
                    field("stopReason", "text", "stop_reason"),
                    field("dischargedAt", "timestamptz", "discharged_at"),
                    field("disposition", "text", null),
                    field("dischargeReason", "text", "discharge_reason"),
                    field("criteria", "jsonb", "discharge_criteria"),
                    field("dischargeEscortName", "text", "discharge_escort_name"),
                    field("dischargeEscortPhone", "text", "discharge_escort_phone"),
                    field("dischargeOverrideReason", "text", "discharge_override_reason"),
                    field("cancelledAt", "timestamptz", "cancelled_at"),
                    field("cancelReason", "text", "cancel_reason"),
                    field("noShow", "boolean", "no_show"),
                    field("cancelBy", "text", "cancel_by"),
                    field("cancelCause", "text", "cancel_cause"))),
    VITALS(
            "vitals",
            List.of(
                    field("sessionId", "uuid", null),
                    field("takenAt", "timestamptz", "taken_at"),
                    field("clockOffsetSeconds", "bigint", "clock_offset_seconds"),
                    field("late", "boolean", null),
                    field("systolic", "smallint", "systolic"),
                    field("diastolic", "smallint", "diastolic"),
                    field("heartRate", "smallint", "heart_rate"),
                    field("respiratoryRate", "smallint", "respiratory_rate"),
                    field("spo2", "smallint", "spo2"),
                    field("temperatureC", "numeric", "temperature_c"),
                    field("sedation", "smallint", "sedation"),
                    field("pain", "smallint", "pain"),
                    field("absentReason", "text", "absent_reason"),
                    field("absentKinds", "jsonb", "absent_kinds"),
                    field("source", "text", "source"),
                    field("deviceId", "text", "device_id"),
                    field("note", "text", "note"))),
    SIDE_EFFECT(
            "side_effect",
            List.of(
                    field("sessionId", "uuid", null),
                    field("effect", "text", "effect"),
                    field("severity", "text", "severity"),
                    field("onsetAt", "timestamptz", "onset_at"),
                    field("resolvedAt", "timestamptz", "resolved_at"),
                    field("clockOffsetSeconds", "bigint", "clock_offset_seconds"),
                    field("resolvedClockOffsetSeconds", "bigint", "resolved_clock_offset_seconds"),
                    field("serious", "boolean", null),
                    field("action", "text", "action"),
                    field("note", "text", "note"))),
    DOSE(
            "dose",
            List.of(
                    field("sessionId", "uuid", null),
                    field("mg", "numeric", "mg"),
                    field("givenAt", "timestamptz", "given_at"),
                    field("clockOffsetSeconds", "bigint", "clock_offset_seconds"),
                    field("doseRoute", "text", "route"),
                    field("lot", "text", "lot"),
                    field("reason", "text", "reason"),
                    field("overrideReason", "text", "override_reason"))),
    ASSESSMENT(
            "assessment",
            List.of(
                    field("courseId", "uuid", null),
                    field("sessionId", "uuid", "session_id"),
                    field("instrument", "text", "instrument"),
                    field("takenAt", "timestamptz", "taken_at"),
                    field("clockOffsetSeconds", "bigint", "clock_offset_seconds"),
                    field("timepoint", "text", "timepoint"),
                    field("answers", "integer[]", "answers"),
                    field("total", "smallint", "total"))),
    CLEARANCE(
            "clearance",
            List.of(
                    field("patientId", "uuid", null),
                    field("courseId", "uuid", "course_id"),
                    field("kind", "text", "kind"),
                    field("outcome", "text", "outcome"),
                    field("condition", "text", "condition"),
                    field("clearedOn", "date", "cleared_on"),
                    field("clearedBy", "text", "cleared_by"),
                    field("expiresOn", "date", "expires_on"),
                    field("results", "jsonb", "results"),
                    field("document", "jsonb", "document"),
                    field("note", "text", "note")));

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<Field> fields;

    ImportTable(String table, List<Field> fields) {
        this.table = table;
        this.fields = fields;
    }

    /**
     * A member of a line.
     *
     * @param type the SQL type of the member
     * @param column that stores the member unchanged; null where a statement handles the member itself
     */
    record Field(String member, String type, String column) {}

    private static Field field(String member, String type, String column) {
        return new Field(member, type, column);
    }

    String table() {
        return table;
    }

    /** SQL: the alias and columns of a line, as a row that a statement can select from. */
    String line() {
        return fields.stream()
                .map(field -> "\"%s\" %s".formatted(field.member(), field.type()))
                .collect(Collectors.joining(", ", "line(id uuid, place integer, \"contentHash\" text, ", ")"));
    }

    /** SQL: the columns that store a member unchanged. */
    String columns() {
        return fields.stream()
                .filter(field -> field.column() != null)
                .map(Field::column)
                .collect(Collectors.joining(", "));
    }

    /** SQL: the members that go into {@link #columns}, in the same order. */
    String members() {
        return fields.stream()
                .filter(field -> field.column() != null)
                .map(field -> "line.\"" + field.member() + '"')
                .collect(Collectors.joining(", "));
    }
}
