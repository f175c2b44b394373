package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.derived;
import static org.sextant.reporting.dataset.column.Column.pseudonym;

import java.util.List;
import org.sextant.chart.course.CodedIndication;
import org.sextant.reporting.dataset.column.Column.Kind;

/** Columns that several datasets have in common, so that a reader needs no join with another dataset. */
final class SharedColumns {

    /** SQL for the time at which the treatment of a course began; null before that. */
    static final String BEGAN = "coalesce(span.first_start, course.activated_at)";

    /** The description of the code in the dictionary. Staff can write a sentence in place of the code. */
    static final String INDICATION =
            "What the patient is treated for; without identifiers absent where it is no code of a code system";

    static final List<Column> STAND_INS = List.of(
            pseudonym("subject", "course.patient_id", "A stand-in for the patient, random for each export"),
            pseudonym("subjectCourse", "course.id", "A stand-in for the course, random for each export"));

    /** Age, year, drug and route. */
    static final List<Column> TREATMENT = List.of(
            derived(
                    "age",
                    Kind.CODE,
                    "CASE WHEN %1$s >= 90 THEN '90+' ELSE CAST(%1$s AS text) END"
                            .formatted("extract(year FROM age(CAST(%s AT TIME ZONE 'UTC' AS date), patient.birth_date))"
                                    .formatted(BEGAN)),
                    "When the course began to treat: whole years, `90+` from 90 on; absent until then"),
            derived(
                    "year",
                    Kind.WHOLE,
                    "CAST(extract(year FROM %s AT TIME ZONE 'UTC') AS integer)".formatted(BEGAN),
                    """
                    Of the start of the course's first infusion, or of its activation before that; UTC"""),
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

    /** The day of a moment: 1 in the 24 hours from the start of the course's first infusion, 0 in the day before. */
    static Column dayOfCourse(String moment) {
        return derived(
                        "dayOfCourse",
                        Kind.WHOLE,
                        "CAST(floor(extract(epoch FROM %s - span.first_start) / 86400) AS integer) + 1"
                                .formatted(moment),
                        "1 in the 24 hours from the start of the course's first infusion, 0 in those before; absent"
                                + " until then")
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
