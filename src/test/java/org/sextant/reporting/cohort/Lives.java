package org.sextant.reporting.cohort;

import static org.sextant.Api.as;
import static org.sextant.identity.Role.PRESCRIBER;

import org.sextant.Treatment;
import org.sextant.reporting.summary.RandomHistory;

/**
 * Courses of twenty random lives in the demo clinic, every third with a label, and 160 random episodes; reports on them are
 * counted again in SQL.
 */
public final class Lives {

    private static String anyCourse;

    private Lives() {}

    /** One of the courses, which are made once. */
    public static synchronized String lived() {
        if (anyCourse == null) {
            for (var seed = 1_001; seed <= 1_020; seed++) {
                var course = RandomHistory.course(seed);
                if (seed % 3 == 0) {
                    Treatment.label(course, "odd");
                }
                if (seed % 4 == 0) {
                    as(PRESCRIBER).post("/v1/courses/{id}/complete", course);
                }
                anyCourse = course;
            }
            RandomEpisodes.send(2_003, 160);
        }
        return anyCourse;
    }

    public static String labelled(String label) {
        var course = Treatment.plannedCourse();
        Treatment.label(course, label);
        return course;
    }

    public static void score(String course, String day, String timepoint, int total) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "%sT09:00:00Z", "timepoint": "%s", "total": %d}\
                """.formatted(day, timepoint, total));
    }
}
