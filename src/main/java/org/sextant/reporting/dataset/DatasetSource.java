package org.sextant.reporting.dataset;

import org.sextant.reporting.summary.GivenDose;

/** The tables behind the datasets: the table with one row per row of the dataset, and the joined tables. */
enum DatasetSource {
    PROTOCOLS("protocol", false, false, "", ""),
    CLINIC("clinic_profile", false, false, "", ""),
    PATIENTS("patient", false, false, "", ""),
    CLEARANCES("clearance", false, true, "", """
            JOIN patient ON patient.clinic_id = clearance.clinic_id AND patient.id = clearance.patient_id
            """),
    COURSES(
            "course",
            true,
            false,
            "",
            Joins.PATIENT_AND_PROTOCOL
                    + Joins.SPAN
                    + """
            CROSS JOIN LATERAL (
                SELECT max(started_at) AS last_start, count(*) FILTER (WHERE status = 'DISCHARGED') AS completed,
                       count(*) FILTER (WHERE status = 'CANCELLED') AS cancelled,
                       count(*) FILTER (WHERE no_show) AS no_shows,
                       count(*) FILTER (WHERE stop_reason IS NOT NULL) AS stopped,
                       round(avg(mg_per_kg), 3) AS planned_mg_per_kg, round(avg(%s), 3) AS given_mg_per_kg, sum(%s) AS given_mg
                FROM session WHERE session.clinic_id = course.clinic_id AND session.course_id = course.id
            ) AS visits
            """.formatted(GivenDose.MG_PER_KG, GivenDose.MG)
                    + Joins.extremes("visit.clinic_id = course.clinic_id AND visit.course_id = course.id")),
    SESSIONS(
            "session",
            true,
            false,
            Joins.COURSE,
            Joins.PATIENT_AND_PROTOCOL
                    + Joins.SPAN
                    + Joins.extremes("visit.clinic_id = session.clinic_id AND visit.id = session.id")),
    VITALS("vitals", true, true, Joins.session("vitals") + Joins.COURSE, Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    SIDE_EFFECTS(
            "side_effect",
            true,
            true,
            Joins.session("side_effect") + Joins.COURSE,
            Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    MEDICATIONS(
            "medication",
            true,
            true,
            Joins.session("medication") + Joins.COURSE,
            Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    REMS_SUBMISSIONS(
            "rems_submission",
            true,
            false,
            Joins.session("rems_submission") + Joins.COURSE,
            Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    ALERTS("alert", true, false, Joins.sessionIfAny("alert"), Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    DOSES("dose", true, true, Joins.session("dose") + Joins.COURSE, Joins.PATIENT_AND_PROTOCOL + Joins.SPAN),
    ASSESSMENTS("assessment", true, true, Joins.sessionIfAny("assessment"), Joins.PATIENT_AND_PROTOCOL + Joins.SPAN);

    private final String table;
    private final boolean ofCourses;
    private final boolean corrected;
    private final String toCourse;
    private final String furtherJoins;

    /**
     * A source of rows.
     *
     * @param table with one row per row of the dataset
     * @param ofCourses true where the rows belong to courses
     * @param corrected true where the rows can be entered in error
     * @param toCourse SQL joins from the row to its course
     * @param furtherJoins further SQL joins
     */
    DatasetSource(String table, boolean ofCourses, boolean corrected, String toCourse, String furtherJoins) {
        this.table = table;
        this.ofCourses = ofCourses;
        this.corrected = corrected;
        this.toCourse = toCourse;
        this.furtherJoins = furtherJoins;
    }

    String table() {
        return table;
    }

    boolean corrected() {
        return corrected;
    }

    /** The joins to the course and to the start of its first infusion, which the filters need. */
    String toCourse() {
        return ofCourses ? toCourse + Joins.SPAN : "";
    }

    /** All joins. */
    String joins() {
        return toCourse + furtherJoins;
    }

    private static final class Joins {

        static final String COURSE = """
                JOIN course ON course.clinic_id = session.clinic_id AND course.id = session.course_id
                """;

        static final String PATIENT_AND_PROTOCOL = """
                JOIN patient ON patient.clinic_id = course.clinic_id AND patient.id = course.patient_id
                JOIN protocol ON protocol.clinic_id = course.clinic_id AND protocol.code = course.protocol
                             AND protocol.revision = course.protocol_revision
                """;

        static final String SPAN = """
                CROSS JOIN LATERAL (
                    SELECT min(started_at) AS first_start FROM session AS visit
                    WHERE visit.clinic_id = course.clinic_id AND visit.course_id = course.id
                ) AS span
                """;

        static String session(String table) {
            return """
                    JOIN session ON session.clinic_id = %1$s.clinic_id AND session.id = %1$s.session_id
                    """.formatted(table);
        }

        /** For records of a course that may belong to a session. */
        static String sessionIfAny(String table) {
            return """
                    LEFT JOIN session ON session.clinic_id = %1$s.clinic_id AND session.id = %1$s.session_id
                    JOIN course ON course.clinic_id = %1$s.clinic_id AND course.id = %1$s.course_id
                    """.formatted(table);
        }

        static String extremes(String visits) {
            return """
                    CROSS JOIN LATERAL (
                        SELECT count(*) AS count, max(systolic) AS max_systolic, max(diastolic) AS max_diastolic,
                               min(spo2) AS min_spo2
                        FROM session AS visit
                        JOIN vitals ON vitals.clinic_id = visit.clinic_id AND vitals.session_id = visit.id
                        WHERE %1$s AND vitals.status <> 'ENTERED_IN_ERROR'
                    ) AS readings
                    CROSS JOIN LATERAL (
                        SELECT count(*) AS count, count(*) FILTER (WHERE serious OR severity = 'LIFE_THREATENING') AS serious,
                               (ARRAY['MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING'])[
                                   max(array_position(ARRAY['MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING'], severity))] AS worst
                        FROM session AS visit
                        JOIN side_effect ON side_effect.clinic_id = visit.clinic_id AND side_effect.session_id = visit.id
                        WHERE %1$s AND side_effect.status <> 'ENTERED_IN_ERROR'
                    ) AS effects
                    """.formatted(visits);
        }
    }
}
