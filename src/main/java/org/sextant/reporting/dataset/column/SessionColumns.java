package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.minuteOfSession;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import java.util.stream.Stream;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.reporting.summary.GivenDose;
import org.sextant.reporting.summary.OverriddenSteps;

/** The columns of the dataset of sessions: the recorded steps, and the extremes of the visit. */
public final class SessionColumns {

    private static final List<Column> RECORDED = List.of(
            recorded("id", Kind.ID, "session.id", "The session"),
            recorded("courseId", Kind.ID, "session.course_id", "Its course"),
            recorded("number", Kind.WHOLE, "session.number", "1 to n in the course"),
            recorded(
                    "protocolRevision",
                    Kind.WHOLE,
                    "session.protocol_revision",
                    "The revision of the course's protocol that applies to the session"),
            recorded("status", Kind.CODE, "session.status", "SCHEDULED to DISCHARGED, or CANCELLED"),
            recorded("scheduledAt", Kind.TIME, "session.scheduled_at", "The appointment"),
            recorded("timeZone", Kind.TEXT, "session.time_zone", "In which it was made; absent for the clinic's"),
            recorded(
                    "rescheduleHistory",
                    Kind.JSON,
                    "CAST(session.reschedules AS text)",
                    "Each move of the appointment: from, to, reason, by, at"),
            recorded("checkedInAt", Kind.TIME, "session.checked_in_at", "When the patient came"),
            recorded("weightKg", Kind.NUMBER, "session.weight_kg", "Measured that day")
                    .in("kg"),
            recorded(
                    "weightConfirmed",
                    Kind.FLAG,
                    "session.weight_confirmed",
                    "Whether staff confirmed a weight that differs much from the last one"),
            recorded("escortName", Kind.TEXT, "session.escort_name", "Who takes the patient home"),
            recorded("escortPhone", Kind.TEXT, "session.escort_phone", "Their number"),
            recorded("fasted", Kind.FLAG, "session.fasted", "Whether the patient had fasted"),
            recorded(
                    "concomitantMedications",
                    Kind.JSON,
                    "CAST(session.concomitant_medications AS text)",
                    "Classes of medication that the patient takes; empty where asked and none"),
            recorded("checkInNote", Kind.TEXT, "session.check_in_note", "Note of the check-in"),
            recorded("startedAt", Kind.TIME, "session.started_at", "Start of the drug"),
            recorded("mgPerKg", Kind.NUMBER, "session.mg_per_kg", "Planned; absent with a fixed dose")
                    .in("mg/kg"),
            recorded("plannedDoseMg", Kind.NUMBER, "session.planned_dose_mg", "Planned")
                    .in("mg"),
            recorded(
                            "dosedOnWeightKg",
                            Kind.NUMBER,
                            "session.dosed_on_weight_kg",
                            "That the planned dose was computed from; absent where the weight was not corrected since")
                    .in("kg"),
            recorded("plannedMgPerHour", Kind.NUMBER, "session.planned_mg_per_hour", "Planned rate")
                    .in("mg/h"),
            recorded("lot", Kind.TEXT, "coalesce(session.lot, session.end_lot)", "Of the drug"),
            recorded(
                    "lotNamedAt",
                    Kind.CODE,
                    "CASE WHEN session.end_lot IS NOT NULL THEN CASE WHEN session.lot IS NULL THEN 'END' ELSE 'BOTH' END END",
                    "END or BOTH; absent where the start alone named the lot"),
            recorded("concentrationMgPerMl", Kind.NUMBER, "session.concentration_mg_per_ml", "Of the solution")
                    .in("mg/mL"),
            recorded(
                    "startOverrideReason",
                    Kind.TEXT,
                    "session.start_override_reason",
                    "Why a prescriber began although a rule was broken"),
            verdicts("startVerdicts", "start_verdicts", "the start"),
            verdicts("correctedStartVerdicts", "corrected_start_verdicts", "corrections of the check-in"),
            recorded("remsAnswers", Kind.JSON, """
                    (SELECT CAST(jsonb_strip_nulls(jsonb_build_object(
                            'firstTreatment', answers.first_treatment, 'provider', answers.provider,
                            'acceptableBefore', answers.acceptable_before,
                            'acceptableAtCompletion', answers.acceptable_at_completion,
                            'oximetryDone', answers.oximetry_done, 'readyAfterMinutes', answers.ready_after_minutes)) AS text)
                     FROM rems_answers AS answers
                     WHERE answers.clinic_id = session.clinic_id AND answers.session_id = session.id)""", "What staff answered on the REMS monitoring form"),
            recorded(
                    "doseReason",
                    Kind.TEXT,
                    "session.dose_reason",
                    "Why the dose differs from that of the course's last session"),
            recorded(
                    "rateChanges",
                    Kind.JSON,
                    "CAST(session.rate_changes AS text)",
                    "Each change of the rate, with what rules remarked on it"),
            recorded("endedAt", Kind.TIME, "session.ended_at", "End of the drug"),
            recorded(
                            "administeredMg",
                            Kind.NUMBER,
                            "session.administered_mg + session.further_mg",
                            "Given, as staff noted it at the end, with the further doses")
                    .in("mg"),
            recorded(
                            "furtherMg",
                            Kind.NUMBER,
                            "CASE WHEN session.ended_at IS NOT NULL THEN nullif(session.further_mg, 0) END",
                            "The part of administeredMg that the further doses are; absent without one")
                    .in("mg"),
            recorded(
                            "deliveredMg",
                            Kind.NUMBER,
                            "session.delivered_mg",
                            "What the rates add up to; absent where none was changed")
                    .in("mg"),
            recorded("wastedMg", Kind.NUMBER, "session.wasted_mg", "Drawn and thrown away")
                    .in("mg"),
            recorded("wasteWitness", Kind.TEXT, "session.waste_witness", "Who saw it thrown away"),
            recorded("stopReason", Kind.TEXT, "session.stop_reason", "Why the infusion ended early"),
            verdicts("endVerdicts", "end_verdicts", "the end"),
            verdicts("correctedEndVerdicts", "corrected_end_verdicts", "corrections of the end"),
            recorded("dischargedAt", Kind.TIME, "session.discharged_at", "When the patient left"),
            recorded(
                    "disposition",
                    Kind.CODE,
                    "session.disposition",
                    "Where the patient went: HOME, HOSPITAL, LEFT_AGAINST_ADVICE or DIED"),
            recorded("dischargeReason", Kind.TEXT, "session.discharge_reason", "Why the patient did not go home"),
            recorded(
                    "criteria",
                    Kind.JSON,
                    "CAST(session.discharge_criteria AS text)",
                    "The criteria of the discharge, and whether each held"),
            recorded("dischargeEscortName", Kind.TEXT, "session.discharge_escort_name", "Who took the patient home"),
            recorded("dischargeEscortPhone", Kind.TEXT, "session.discharge_escort_phone", "Their number"),
            recorded(
                    "dischargeOverrideReason",
                    Kind.TEXT,
                    "session.discharge_override_reason",
                    "Why a prescriber discharged although a criterion did not hold"),
            verdicts("dischargeVerdicts", "discharge_verdicts", "the discharge"),
            recorded("cancelledAt", Kind.TIME, "session.cancelled_at", "When it was cancelled"),
            recorded("cancelReason", Kind.TEXT, "session.cancel_reason", "Why"),
            recorded("noShow", Kind.FLAG, "session.no_show", "Whether the patient did not come"),
            recorded("cancelBy", Kind.CODE, "session.cancel_by", "On whose side the cause lies: PATIENT or CLINIC"),
            recorded("cancelCause", Kind.CODE, "session.cancel_cause", "The cause, such as ILL or NO_SHOW"),
            recorded(
                            "knownClocks",
                            Kind.JSON,
                            "CAST(session.known_clocks AS text)",
                            "How far ahead the clocks of devices were that told times of the session")
                    .in("s"),
            recorded(
                    "stepClocks",
                    Kind.JSON,
                    "CAST(session.step_clocks AS text)",
                    "The steps that a clock told which was ahead, and by how many seconds"));

    private static final List<Column> DERIVED = List.of(
            SharedColumns.dayOfCourse("coalesce(session.started_at, session.scheduled_at)"),
            derived(
                    "reschedules",
                    Kind.WHOLE,
                    "coalesce(jsonb_array_length(session.reschedules), 0)",
                    "How often the appointment was moved"),
            recordedBy("session"),
            derived(
                    "endedBy",
                    Kind.TEXT,
                    "session.ended_by",
                    "The `sub` of whoever recorded the end of the drug; of an imported session, of whoever imported it"),
            minuteOfSession("infusionMinutes", "session.ended_at", "End of the drug"),
            minuteOfSession("dischargeMinute", "session.discharged_at", "Discharge"),
            derived(
                    "stoppedEarly",
                    Kind.FLAG,
                    "CASE WHEN session.ended_at IS NOT NULL THEN session.stop_reason IS NOT NULL END",
                    "Whether the infusion ended early; absent before its end"),
            derived(
                    "startOverridden",
                    Kind.FLAG,
                    "CASE WHEN session.started_at IS NOT NULL THEN %s END".formatted(OverriddenSteps.START),
                    "Whether a prescriber began although a rule was broken; absent before the start"),
            derived(
                    "dischargeOverridden",
                    Kind.FLAG,
                    "CASE WHEN session.discharged_at IS NOT NULL THEN %s END".formatted(OverriddenSteps.DISCHARGE),
                    "Whether a prescriber discharged although a criterion did not hold; absent before the discharge"),
            derived(
                            "givenMgPerKg",
                            Kind.NUMBER,
                            GivenDose.MG_PER_KG,
                            "Given for each kg of weightKg: by the rates where they were changed, else as staff noted it,"
                                    + " and the further doses")
                    .in("mg/kg"),
            derived("readings", Kind.WHOLE, "readings.count", "Readings of vital signs that stand"),
            derived("maxSystolic", Kind.WHOLE, "readings.max_systolic", "The highest")
                    .in("mmHg"),
            derived("maxDiastolic", Kind.WHOLE, "readings.max_diastolic", "The highest")
                    .in("mmHg"),
            derived("minSpo2", Kind.WHOLE, "readings.min_spo2", "The lowest").in("%"),
            derived("sideEffects", Kind.WHOLE, "effects.count", "Side effects that stand"),
            derived("seriousSideEffects", Kind.WHOLE, "effects.serious", "Those that were serious or life-threatening"),
            derived("worstSideEffect", Kind.CODE, "effects.worst", "The highest severity"));

    public static final List<Column> ALL = Stream.of(
                    SharedColumns.STAND_INS, RECORDED, SharedColumns.OF_COURSE, SharedColumns.TREATMENT, DERIVED)
            .flatMap(List::stream)
            .toList();

    private SessionColumns() {}

    /** @param step what the rules evaluated */
    private static Column verdicts(String name, String column, String step) {
        return recorded(
                name,
                Kind.JSON,
                "CAST(session.%s AS text)".formatted(column),
                "What rules remarked on %s; absent where none evaluated it".formatted(step));
    }
}
