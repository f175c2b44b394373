package org.sextant.exchange.imports.statement;

import static org.sextant.exchange.imports.statement.ImportField.handled;
import static org.sextant.exchange.imports.statement.ImportField.stored;

import java.util.List;

/** The members of lines of patients, courses and sessions. */
final class TreatmentFields {

    static final List<ImportField> PATIENT = List.of(
            stored("mrn", "text", "mrn"),
            stored("family", "text", "family"),
            stored("given", "text", "given"),
            stored("birthDate", "date", "birth_date"),
            stored("sex", "text", "sex"),
            handled("childbearing", "text"));

    static final List<ImportField> COURSE = List.of(
            handled("patientId", "uuid"),
            handled("patientHash", "text"),
            handled("mrn", "text"),
            handled("family", "text"),
            handled("given", "text"),
            handled("birthDate", "date"),
            handled("sex", "text"),
            handled("childbearing", "text"),
            handled("protocol", "text"),
            handled("protocolRevision", "integer"),
            stored("revisionChanges", "jsonb", "revision_changes"),
            stored("indicationSystem", "text", "indication_system"),
            stored("indicationCode", "text", "indication_code"),
            stored("indicationDisplay", "text", "indication_display"),
            stored("phase", "text", "phase"),
            stored("plannedSessions", "integer", "planned_sessions"),
            stored("previousCourseId", "uuid", "previous_course_id"),
            stored("reason", "text", "reason"),
            stored("labels", "varchar(64)[]", "labels"),
            stored("status", "text", "status"),
            stored("activatedAt", "timestamptz", "activated_at"),
            stored("activationOverrideReason", "text", "activation_override_reason"),
            stored("activationVerdicts", "jsonb", "activation_verdicts"),
            stored("endedAt", "timestamptz", "ended_at"),
            stored("discontinueReason", "text", "discontinue_reason"),
            stored("endReason", "text", "end_reason"));

    static final List<ImportField> SESSION = List.of(
            handled("courseId", "uuid"),
            stored("number", "integer", "number"),
            handled("protocolRevision", "integer"),
            stored("status", "text", "status"),
            stored("scheduledAt", "timestamptz", "scheduled_at"),
            stored("timeZone", "text", "time_zone"),
            stored("rescheduleHistory", "jsonb", "reschedules"),
            stored("checkedInAt", "timestamptz", "checked_in_at"),
            stored("weightKg", "numeric", "weight_kg"),
            stored("weightConfirmed", "boolean", "weight_confirmed"),
            stored("escortName", "text", "escort_name"),
            stored("escortPhone", "text", "escort_phone"),
            stored("fasted", "boolean", "fasted"),
            stored("concomitantMedications", "jsonb", "concomitant_medications"),
            stored("checkInNote", "text", "check_in_note"),
            stored("startedAt", "timestamptz", "started_at"),
            stored("mgPerKg", "numeric", "mg_per_kg"),
            stored("plannedDoseMg", "numeric", "planned_dose_mg"),
            stored("dosedOnWeightKg", "numeric", "dosed_on_weight_kg"),
            stored("plannedMgPerHour", "numeric", "planned_mg_per_hour"),
            handled("lot", "text"),
            handled("lotNamedAt", "text"),
            stored("concentrationMgPerMl", "numeric", "concentration_mg_per_ml"),
            stored("startOverrideReason", "text", "start_override_reason"),
            stored("startVerdicts", "jsonb", "start_verdicts"),
            stored("correctedStartVerdicts", "jsonb", "corrected_start_verdicts"),
            handled("remsAnswers", "jsonb"),
            stored("doseReason", "text", "dose_reason"),
            stored("rateChanges", "jsonb", "rate_changes"),
            stored("endedAt", "timestamptz", "ended_at"),
            handled("administeredMg", "numeric"),
            handled("furtherMg", "numeric"),
            stored("deliveredMg", "numeric", "delivered_mg"),
            stored("wastedMg", "numeric", "wasted_mg"),
            stored("wasteWitness", "text", "waste_witness"),
            stored("stopReason", "text", "stop_reason"),
            stored("endVerdicts", "jsonb", "end_verdicts"),
            stored("correctedEndVerdicts", "jsonb", "corrected_end_verdicts"),
            stored("dischargedAt", "timestamptz", "discharged_at"),
            handled("disposition", "text"),
            stored("dischargeReason", "text", "discharge_reason"),
            stored("criteria", "jsonb", "discharge_criteria"),
            stored("dischargeEscortName", "text", "discharge_escort_name"),
            stored("dischargeEscortPhone", "text", "discharge_escort_phone"),
            stored("dischargeOverrideReason", "text", "discharge_override_reason"),
            stored("dischargeVerdicts", "jsonb", "discharge_verdicts"),
            stored("cancelledAt", "timestamptz", "cancelled_at"),
            stored("cancelReason", "text", "cancel_reason"),
            stored("noShow", "boolean", "no_show"),
            stored("cancelBy", "text", "cancel_by"),
            stored("cancelCause", "text", "cancel_cause"),
            stored("knownClocks", "jsonb", "known_clocks"),
            stored("stepClocks", "jsonb", "step_clocks"));

    private TreatmentFields() {}
}
