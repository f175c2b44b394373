package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.recorded;
import static org.sextant.reporting.dataset.column.SharedColumns.dayOfCourse;
import static org.sextant.reporting.dataset.column.SharedColumns.minuteOfSession;
import static org.sextant.reporting.dataset.column.SharedColumns.recordedBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.chart.assessment.AssessmentRepository;
import org.sextant.chart.assessment.Instruments;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the datasets of chart records: readings, side effects, further doses, assessments. */
public final class ChartColumns {

    static final Column SESSION = derived("sessionNumber", Kind.WHOLE, "session.number", "1 to n in the course");
    static final Column COURSE = derived("courseId", Kind.ID, "course.id", "The course");

    public static final List<Column> VITALS = all(
            List.of(
                    recorded("id", Kind.ID, "vitals.id", "The reading"),
                    recorded("sessionId", Kind.ID, "vitals.session_id", "Its session"),
                    recorded("takenAt", Kind.TIME, "vitals.taken_at", "When it was taken, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "vitals.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("late", Kind.FLAG, "vitals.late", "Whether it came in after the discharge"),
                    recorded("systolic", Kind.WHOLE, "vitals.systolic", "Blood pressure")
                            .in("mmHg"),
                    recorded("diastolic", Kind.WHOLE, "vitals.diastolic", "Blood pressure")
                            .in("mmHg"),
                    recorded("heartRate", Kind.WHOLE, "vitals.heart_rate", "Heart rate")
                            .in("/min"),
                    recorded("respiratoryRate", Kind.WHOLE, "vitals.respiratory_rate", "Breaths")
                            .in("/min"),
                    recorded("spo2", Kind.WHOLE, "vitals.spo2", "Oxygen saturation")
                            .in("%"),
                    recorded("temperatureC", Kind.NUMBER, "vitals.temperature_c", "Temperature")
                            .in("°C"),
                    recorded("sedation", Kind.WHOLE, "vitals.sedation", "MOAA/S, 0 to 5"),
                    recorded("pain", Kind.WHOLE, "vitals.pain", "Numeric rating scale, 0 to 10"),
                    recorded("absentReason", Kind.CODE, "vitals.absent_reason", "Why nothing was measured"),
                    recorded(
                            "absentKinds",
                            Kind.JSON,
                            "CAST(vitals.absent_kinds AS text)",
                            "The measurements that the reason is about; absent where it names none"),
                    recorded("source", Kind.CODE, "vitals.source", "DEVICE or MANUAL"),
                    recorded("deviceId", Kind.TEXT, "vitals.device_id", "The device"),
                    recorded("note", Kind.TEXT, "vitals.note", "Note")),
            List.of(
                    COURSE,
                    SESSION,
                    dayOfCourse("vitals.corrected_at"),
                    minuteOfSession("minuteOfSession", "vitals.corrected_at", "The reading"),
                    recordedBy("vitals"),
                    derived("phase", Kind.CODE, """
                            CASE WHEN session.started_at IS NULL OR vitals.corrected_at < session.started_at THEN 'BASELINE'
                                 WHEN session.ended_at IS NULL OR vitals.corrected_at <= session.ended_at THEN 'INFUSION'
                                 ELSE 'RECOVERY' END""", "BASELINE, INFUSION or RECOVERY, by the time it was taken"),
                    derived(
                                    "meanArterial",
                                    Kind.NUMBER,
                                    "round((2 * vitals.diastolic + vitals.systolic) / 3.0, 1)",
                                    "Diastolic + (systolic − diastolic) / 3")
                            .in("mmHg")));

    public static final List<Column> SIDE_EFFECTS = all(
            List.of(
                    recorded("id", Kind.ID, "side_effect.id", "The side effect"),
                    recorded("sessionId", Kind.ID, "side_effect.session_id", "Its session"),
                    recorded("effect", Kind.CODE, "side_effect.effect", "What was felt or seen"),
                    recorded("severity", Kind.CODE, "side_effect.severity", "MILD, MODERATE, SEVERE, LIFE_THREATENING"),
                    recorded("onsetAt", Kind.TIME, "side_effect.onset_at", "When it set in, by the device"),
                    recorded("resolvedAt", Kind.TIME, "side_effect.resolved_at", "When it was over, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "side_effect.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded(
                                    "resolvedClockOffsetSeconds",
                                    Kind.WHOLE,
                                    "side_effect.resolved_clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("serious", Kind.FLAG, "side_effect.serious", "In the regulatory sense"),
                    recorded("action", Kind.TEXT, "side_effect.action", "What was done about it"),
                    recorded("note", Kind.TEXT, "side_effect.note", "Note")),
            List.of(
                    COURSE,
                    SESSION,
                    dayOfCourse("side_effect.corrected_at"),
                    minuteOfSession("onsetMinute", "side_effect.corrected_at", "The onset"),
                    recordedBy("side_effect"),
                    derived(
                                    "minutesToResolution",
                                    Kind.NUMBER,
                                    "round(extract(epoch FROM side_effect.corrected_resolved_at - side_effect.corrected_at) / 60, 1)",
                                    "From onset to end")
                            .in("min")));

    public static final List<Column> DOSES = all(
            List.of(
                    recorded("id", Kind.ID, "dose.id", "The further dose"),
                    recorded("sessionId", Kind.ID, "dose.session_id", "Its session"),
                    recorded("mg", Kind.NUMBER, "dose.mg", "Given").in("mg"),
                    recorded("givenAt", Kind.TIME, "dose.given_at", "When it was given, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "dose.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("doseRoute", Kind.CODE, "dose.route", "Absent where it is the route of the protocol"),
                    recorded("lot", Kind.TEXT, "dose.lot", "Absent where it is the lot of the session"),
                    recorded("reason", Kind.TEXT, "dose.reason", "Why it was given"),
                    recorded(
                            "overrideReason",
                            Kind.TEXT,
                            "dose.override_reason",
                            "Why a prescriber gave it although a rule was broken"),
                    recorded(
                            "verdicts",
                            Kind.JSON,
                            "CAST(dose.verdicts AS text)",
                            "What rules remarked on it; absent where none evaluated it")),
            List.of(
                    COURSE,
                    SESSION,
                    dayOfCourse("dose.corrected_at"),
                    minuteOfSession("minuteOfSession", "dose.corrected_at", "The dose"),
                    recordedBy("dose")));

    public static final List<Column> ASSESSMENTS = all(
            List.of(
                    recorded("id", Kind.ID, "assessment.id", "The assessment"),
                    recorded("courseId", Kind.ID, "assessment.course_id", "Its course"),
                    recorded("sessionId", Kind.ID, "assessment.session_id", "Its session, where it belongs to one"),
                    recorded("instrument", Kind.CODE, "assessment.instrument", "The code of the instrument"),
                    recorded("takenAt", Kind.TIME, "assessment.taken_at", "When it was filled in, by the device"),
                    recorded(
                                    "clockOffsetSeconds",
                                    Kind.WHOLE,
                                    "assessment.clock_offset_seconds",
                                    "How far ahead the device's clock was; absent where it is not known")
                            .in("s"),
                    recorded("timepoint", Kind.CODE, "assessment.timepoint", """
                            BASELINE, PRE_SESSION, POST_SESSION or FOLLOW_UP"""),
                    recorded(
                            "answers",
                            Kind.NUMBERS,
                            "assessment.answers",
                            "One an item, where they are known; null for a question that was not asked"),
                    recorded("total", Kind.WHOLE, "assessment.total", "The score")),
            List.of(
                    SESSION,
                    dayOfCourse("assessment.corrected_at"),
                    recordedBy("assessment"),
                    derived(
                                    "hoursFromFirstInfusion",
                                    Kind.NUMBER,
                                    "round(extract(epoch FROM assessment.corrected_at - span.first_start) / 3600, 1)",
                                    "From the start of the course's first infusion, negative before it; absent until"
                                            + " then")
                            .in("h"),
                    derived("suicidality", Kind.CODE, suicidality(), """
                            PRESENT, ABSENT or NOT_ASKED: what the answers say about suicidal ideation""")));

    private ChartColumns() {}

    private static String suicidality() {
        return Instruments.shipped().all().stream()
                .map(instrument -> "WHEN '%s' THEN %s"
                        .formatted(instrument.code(), AssessmentRepository.showsIdeation(instrument)))
                .collect(Collectors.joining(
                        " ",
                        "CASE CASE assessment.instrument ",
                        " END WHEN true THEN 'PRESENT' WHEN false THEN 'ABSENT' ELSE 'NOT_ASKED' END"));
    }

    /** The columns of records that belong to a course. */
    static List<Column> all(List<Column> recorded, List<Column> derived) {
        return Stream.of(SharedColumns.STAND_INS, recorded, SharedColumns.OF_COURSE, SharedColumns.TREATMENT, derived)
                .flatMap(List::stream)
                .toList();
    }
}
