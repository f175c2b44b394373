package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.recorded;

import java.util.List;
import java.util.stream.Stream;
import org.sextant.chart.course.CodedIndication;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.rules.safety.ElapsedDays;

/** The columns of the dataset of courses: the plan, the treatment, the outcomes. */
public final class CourseColumns {

    private static final List<Column> RECORDED = List.of(
            recorded("id", Kind.ID, "course.id", "The course"),
            recorded("patientId", Kind.ID, "course.patient_id", "The patient"),
            recorded("mrn", Kind.TEXT, "patient.mrn", "The patient's record number in the clinic"),
            recorded("family", Kind.TEXT, "patient.family", "The patient's family name"),
            recorded("given", Kind.TEXT, "patient.given", "The patient's given name"),
            recorded("birthDate", Kind.DATE, "patient.birth_date", "The patient's"),
            recorded("sex", Kind.CODE, "patient.sex", "FEMALE, MALE, OTHER or UNKNOWN"),
            recorded(
                    "childbearing",
                    Kind.CODE,
                    "patient.childbearing",
                    "YES, NO or UNKNOWN: whether the patient may be pregnant, so that clearances are asked"),
            recorded("protocol", Kind.CODE, "course.protocol", "The code of the protocol"),
            recorded("protocolRevision", Kind.WHOLE, "course.protocol_revision", "The revision that the course is on"),
            recorded(
                    "revisionChanges",
                    Kind.JSON,
                    "CAST(course.revision_changes AS text)",
                    "How the course came to its revision; absent where it is that of the planning"),
            recorded(
                            "indicationSystem",
                            Kind.CODE,
                            "course.indication_system",
                            "The URI of the code system; without identifiers absent where the code is none")
                    .codedAs(CodedIndication.SYSTEM_SQL),
            recorded("indicationCode", Kind.CODE, "course.indication_code", SharedColumns.INDICATION)
                    .codedAs(CodedIndication.CODE_SQL),
            recorded("indicationDisplay", Kind.TEXT, "course.indication_display", "The same in words"),
            recorded("phase", Kind.CODE, "course.phase", "INDUCTION or MAINTENANCE"),
            recorded("plannedSessions", Kind.WHOLE, "course.planned_sessions", "1 to 60"),
            recorded(
                    "previousCourseId",
                    Kind.ID,
                    "CASE WHEN NOT course.forked THEN course.previous_course_id END",
                    "The course of the same patient that this one goes on from"),
            recorded("reason", Kind.CODE, "course.reason", "FIRST, MAINTENANCE, RELAPSE, CONTINUATION or OTHER"),
            recorded("labels", Kind.TEXTS, "course.labels", "The clinic's own"),
            recorded("status", Kind.CODE, "course.status", "PLANNED, ACTIVE, COMPLETED or DISCONTINUED"),
            recorded("activatedAt", Kind.TIME, "course.activated_at", "When it was activated"),
            recorded(
                    "activationOverrideReason",
                    Kind.TEXT,
                    "course.activation_override_reason",
                    "Why a prescriber activated it although a rule was broken"),
            recorded(
                    "activationVerdicts",
                    Kind.JSON,
                    "CAST(course.activation_verdicts AS text)",
                    "What rules remarked on the activation; absent where none evaluated it"),
            recorded("endedAt", Kind.TIME, "course.ended_at", "When it was completed or discontinued"),
            recorded("discontinueReason", Kind.TEXT, "course.discontinue_reason", "Why it was discontinued"),
            recorded(
                    "endReason",
                    Kind.CODE,
                    "course.end_reason",
                    "The same as a code, such as NO_RESPONSE; absent where nobody said"));

    private static final List<Column> TREATED = List.of(
            SharedColumns.recordedBy("course"),
            derived(
                    "episodeId",
                    Kind.ID,
                    "CASE WHEN course.previous_course_id IS NULL THEN course.id"
                            + " ELSE episode_of(course.clinic_id, course.id) END",
                    "The first course of the episode: the courses that go on from each other"),
            derived("firstInfusionAt", Kind.TIME, "span.first_start", "Start of the first infusion"),
            derived("lastInfusionAt", Kind.TIME, "visits.last_start", "Start of the last infusion"),
            derived(
                            "treatmentDays",
                            Kind.WHOLE,
                            ElapsedDays.SQL.formatted("visits.last_start - span.first_start"),
                            "From the start of the first infusion to that of the last, rounded half up")
                    .in("day"),
            derived("sessionsCompleted", Kind.WHOLE, "visits.completed", "Discharged"),
            derived("sessionsCancelled", Kind.WHOLE, "visits.cancelled", "Cancelled"),
            derived("noShows", Kind.WHOLE, "visits.no_shows", "Cancelled because the patient did not come"),
            derived("stoppedEarly", Kind.WHOLE, "visits.stopped", "Infusions that ended early, with a reason"),
            derived("meanPlannedMgPerKg", Kind.NUMBER, "visits.planned_mg_per_kg", "Mean of the planned doses")
                    .in("mg/kg"),
            derived("meanGivenMgPerKg", Kind.NUMBER, "visits.given_mg_per_kg", "Mean of the given doses")
                    .in("mg/kg"),
            derived(
                            "totalMg",
                            Kind.NUMBER,
                            "visits.given_mg",
                            "Given in all sessions: by the rates where they were changed, else as staff noted it, and the"
                                    + " further doses")
                    .in("mg"),
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
                    SharedColumns.STAND_INS, RECORDED, SharedColumns.TREATMENT, TREATED, OutcomeColumns.ALL)
            .flatMap(List::stream)
            .toList();

    private CourseColumns() {}
}
