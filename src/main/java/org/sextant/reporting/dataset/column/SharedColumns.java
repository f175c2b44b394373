package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.pseudonym;

import java.util.List;
import org.sextant.chart.course.CodedIndication;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.rules.safety.ElapsedDays;

/** Columns that several datasets have in common, so that a reader needs no join with another dataset. */
final class SharedColumns {

    /** SQL for the time at which the treatment of a course began; null before that. */
    static final String BEGAN = "coalesce(span.first_start, course.activated_at)";

    /** SQL for the clinic's time zone, which each statement with such a column is given. */
    private static final String ZONE = "CAST(:zone AS text)";

    /** The description of the code in the dictionary. Staff can write a sentence in place of the code. */
    static final String INDICATION =
            "What the patient is treated for; without identifiers absent where it is no code of a code system";

    static final List<Column> STAND_INS = List.of(
            pseudonym("subject", "course.patient_id", "A pseudonym of the patient, random for each export"),
            pseudonym("subjectCourse", "course.id", "A pseudonym of the course, random for each export"));

    /** Age, year, drug and route. */
    static final List<Column> TREATMENT = List.of(
            derived(
                    "age",
                    Kind.CODE,
                    "CASE WHEN %1$s >= 90 THEN '90+' ELSE CAST(%1$s AS text) END"
                            .formatted("extract(year FROM age(CAST(%s AT TIME ZONE %s AS date), patient.birth_date))"
                                    .formatted(BEGAN, ZONE)),
                    "When the course began to treat: whole years, `90+` from 90 on; absent until then"),
            derived(
                    "year",
                    Kind.WHOLE,
                    "CAST(extract(year FROM %s AT TIME ZONE %s) AS integer)".formatted(BEGAN, ZONE),
                    "Of the start of the course's first infusion, or of its activation before that; in the clinic's time"
                            + " zone"),
            derived("drug", Kind.CODE, "protocol.rules ->> 'drug'", "KETAMINE or ESKETAMINE, by the protocol"),
            derived("route", Kind.CODE, "protocol.rules ->> 'route'", "How it is given, by the protocol"));

    /** The patient, protocol and indication of the course that a record belongs to. */
    static final List<Column> OF_COURSE = List.of(
            derived("patientId", Kind.ID, "course.patient_id", "The patient"),
            derived("sex", Kind.CODE, "patient.sex", "FEMALE, MALE, OTHER or UNKNOWN"),
            derived("protocol", Kind.CODE, "course.protocol", "The code of the course's protocol"),
            derived("indicationCode", Kind.CODE, "course.indication_code", INDICATION)
                    .codedAs(CodedIndication.CODE_SQL),
            derived("coursePhase", Kind.CODE, "course.phase", "INDUCTION or MAINTENANCE"));

    private SharedColumns() {}

    /** Who made a record. An import records again, so the column is no part of what it stores. */
    static Column recordedBy(String table) {
        return derived(
                "recordedBy",
                Kind.TEXT,
                table + ".recorded_by",
                "The `sub` of whoever recorded it; of an imported record, of whoever imported it");
    }

    /** The day of a moment: 1 at the start of the course's first infusion, and one more with each elapsed day. */
    static Column dayOfCourse(String moment) {
        return derived(
                        "dayOfCourse",
                        Kind.WHOLE,
                        ElapsedDays.SQL.formatted(moment + " - span.first_start") + " + 1",
                        "1 on the day of the course's first infusion, 2 a day later: days of 24 hours from its start,"
                                + " rounded half up; absent until then")
                .in("day");
    }

    /** Whole minutes from the start of the drug to a moment, negative before the start. */
    static Column minuteOfSession(String name, String moment, String subject) {
        return derived(
                        name,
                        Kind.WHOLE,
                        "CAST(floor(extract(epoch FROM %s - session.started_at) / 60) AS integer)".formatted(moment),
                        subject + ": whole minutes from the start of the drug, negative before it")
                .in("min");
    }
}
