package org.sextant.outcome;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class SummaryResourceTest {

    @Test
    void tellsWhatACourseDid() {
        var course = Treatment.activeCourse();
        var first = Treatment.observing(course);
        reading(first, "09:01", 100, 60, 99);
        reading(first, "09:25", 145, 95, 96);
        reading(first, "10:10", 130, 85, 97);
        effect(first, "NAUSEA", "MILD", "09:30", "09:40");
        effect(first, "NAUSEA", "SEVERE", "09:45", "10:15");
        effect(first, "DISSOCIATION", "MODERATE", "09:30", null);
        var second = Treatment.infusing(course, "2026-01-08");
        reading(second, "2026-01-08", "09:25", 200, 110, 93);
        effect(second, "NAUSEA", "MODERATE", "09:30", "09:35");
        Treatment.step(Treatment.scheduled(course), "cancel", "{\"reason\": \"Cold\"}");
        Treatment.scheduled(course);
        score(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 19);
        score(course, "PHQ-9", "2026-01-05T21:15:00Z", "FOLLOW_UP", 9);
        score(course, "PHQ-9", "2026-01-06T21:15:00Z", "FOLLOW_UP", 3);
        score(course, "PHQ-9", "2026-01-07T21:15:00Z", "FOLLOW_UP", 4);
        score(course, "CADSS", "2026-01-05T10:00:00Z", "POST_SESSION", 30);

        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("courseId", equalTo(course))
                .body("status", equalTo("ACTIVE"))
                .body("protocol", equalTo("iv-ketamine-0.5"))
                .body("phase", equalTo("INDUCTION"))
                .body("sessions.planned", equalTo(6))
                .body("sessions.completed", equalTo(0))
                .body("sessions.cancelled", equalTo(1))
                .body("sessions.nextAt", equalTo("2026-01-05T09:00:00Z"))
                .body("doses", hasSize(1))
                .body("doses[0].number", equalTo(1))
                .body("doses[0].mgPerKg", equalTo(0.5f))
                .body("doses[0].administeredMg", equalTo(36))
                .body("doses[0].minutes", equalTo(40))
                .body("vitals.readings", equalTo(6))
                .body("vitals.maxSystolic", equalTo(200))
                .body("vitals.maxDiastolic", equalTo(110))
                .body("vitals.minSpo2", equalTo(93))
                .body("vitals.maxSystolicRisePercent", equalTo(66.7f))
                .body("sideEffects.effect", contains("DISSOCIATION", "NAUSEA"))
                .body("sideEffects.sessions", contains(1, 2))
                .body("sideEffects.occurrences", contains(1, 3))
                .body("sideEffects.worst", contains("MODERATE", "SEVERE"))
                .body("sideEffects[0]", not(hasKey("medianMinutes")))
                .body("sideEffects[1].medianMinutes", equalTo(10))
                .body("outcomes.instrument", contains("PHQ-9"))
                .body("outcomes[0].baseline", equalTo(19))
                .body("outcomes[0].latest", equalTo(4))
                .body("outcomes[0].latestAt", equalTo("2026-01-07T21:15:00Z"))
                .body("outcomes[0].best", equalTo(3))
                .body("outcomes[0].percentChange", equalTo(-78.9f))
                .body("outcomes[0].response", equalTo(true))
                .body("outcomes[0].remission", equalTo(true))
                .body("outcomes[0].firstResponseAt", equalTo("2026-01-05T21:15:00Z"))
                .body("outcomes[0].hoursToResponse", equalTo(12))
                .body("sessions.overrides", equalTo(0))
                .body("alerts.open", equalTo(2))
                .body("alerts.total", equalTo(2));
    }

    @Test
    void anEmptyCourseHasAnEmptySummary() {
        as(NURSE)
                .get("/v1/courses/{id}/summary", Treatment.plannedCourse())
                .then()
                .statusCode(200)
                .body("sessions.completed", equalTo(0))
                .body("sessions", not(hasKey("nextAt")))
                .body("doses", hasSize(0))
                .body("vitals.readings", equalTo(0))
                .body("outcomes", hasSize(0));
    }

    @Test
    void withoutABaselineNothingIsJudged() {
        var course = Treatment.plannedCourse();
        score(course, "MADRS", "2026-01-05T21:15:00Z", "FOLLOW_UP", 9);

        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("outcomes[0].baseline", nullValue())
                .body("outcomes[0].instrument", equalTo("MADRS"))
                .body("outcomes[0].latest", nullValue())
                .body("outcomes[0].percentChange", nullValue())
                .body("outcomes[0].response", nullValue());
    }

    @Test
    void anAnalystSeesNeitherThePatientNorDates() {
        var course = Treatment.activeCourse();
        Treatment.scheduled(course);
        Treatment.infusing(course);
        score(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 19);
        score(course, "PHQ-9", "2026-01-05T21:15:00Z", "FOLLOW_UP", 9);

        as(ANALYST)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("patientId")))
                .body("sessions", not(hasKey("nextAt")))
                .body("outcomes[0]", not(hasKey("baselineAt")))
                .body("outcomes[0]", not(hasKey("latestAt")))
                .body("outcomes[0]", not(hasKey("firstResponseAt")))
                .body("outcomes[0].hoursToResponse", equalTo(12))
                .body("outcomes[0].response", equalTo(true));
    }

    @Test
    void anotherClinicHasNoSuchCourse() {
        isProblem(
                elsewhereAs(NURSE)
                        .get("/v1/courses/{id}/summary", Treatment.plannedCourse())
                        .then(),
                404,
                "not-found");
    }

    private static void reading(String session, String time, int systolic, int diastolic, int spo2) {
        reading(session, "2026-01-05", time, systolic, diastolic, spo2);
    }

    private static void reading(String session, String day, String time, int systolic, int diastolic, int spo2) {
        Treatment.create(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"%sT%s:00Z\", \"systolic\": %d, \"diastolic\": %d, \"spo2\": %d}"
                        .formatted(day, time, systolic, diastolic, spo2));
    }

    private static void effect(String session, String effect, String severity, String onset, String end) {
        var resolved = end == null ? "" : ", \"resolvedAt\": \"2026-01-05T%s:00Z\"".formatted(end);
        Treatment.create(
                "/v1/sessions/" + session + "/side-effects",
                "{\"effect\": \"%s\", \"severity\": \"%s\", \"onsetAt\": \"2026-01-05T%s:00Z\"%s}"
                        .formatted(effect, severity, onset, resolved));
    }

    private static void score(String course, String instrument, String takenAt, String timepoint, int total) {
        Treatment.create(
                "/v1/courses/" + course + "/assessments",
                "{\"instrument\": \"%s\", \"takenAt\": \"%s\", \"timepoint\": \"%s\", \"total\": %d}"
                        .formatted(instrument, takenAt, timepoint, total));
    }
}
