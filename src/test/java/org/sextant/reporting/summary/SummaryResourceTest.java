package org.sextant.reporting.summary;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
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
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

@QuarkusTest
class SummaryResourceTest {

    @Test
    void tellsWhatACourseDid() {
        var course = Treatment.activeCourse();
        var first = Treatment.discharged(course);
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
                .body("sessions.completed", equalTo(1))
                .body("sessions.cancelled", equalTo(1))
                .body("sessions.nextAt", equalTo("2026-01-05T09:00:00Z"))
                .body("doses", hasSize(1))
                .body("doses[0].number", equalTo(1))
                .body("doses[0].mgPerKg", equalTo(0.5f))
                .body("doses[0].administeredMg", equalTo(36))
                .body("doses[0].minutes", equalTo(40))
                .body("vitals.readings", equalTo(7))
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
                .body("outcomes[0].worsened", equalTo(false))
                .body("outcomes[0].relapse", equalTo(false))
                .body("outcomes[0].baselineDay", equalTo(0))
                .body("outcomes[0].latestDay", equalTo(3))
                .body("outcomes[0].firstResponseDay", equalTo(1))
                .body("timeline.number", contains(3, 3, 1, 2))
                .body("timeline.status", contains("CANCELLED", "SCHEDULED", "DISCHARGED", "INFUSING"))
                .body("sessions.overrides", equalTo(0))
                .body("alerts.open", equalTo(3))
                .body("alerts.total", equalTo(3));
    }

    @Test
    void theTimelineTellsOfEachSession() {
        var course = Treatment.activeCourse();
        var first = Treatment.discharged(course);
        reading(first, "09:25", 145, 85, 96);
        reading(first, "09:35", 140, 95, 96);
        effect(first, "NAUSEA", "MILD", "09:30", "09:40");
        effect(first, "NAUSEA", "SEVERE", "09:45", null);
        Treatment.infusing(course, "2026-01-08");
        score(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 19);
        score(course, "PHQ-9", "2026-01-06T09:15:00Z", "POST_SESSION", 9);
        score(course, "PHQ-9", "2026-01-07T09:15:00Z", "FOLLOW_UP", 8);
        score(course, "PHQ-9", "2026-01-08T09:15:00Z", "PRE_SESSION", 7);
        score(course, "CADSS", "2026-01-05T10:00:00Z", "POST_SESSION", 30);

        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("timeline.number", contains(1, 2))
                .body("timeline[0].sessionId", equalTo(first))
                .body("timeline[0].status", equalTo("DISCHARGED"))
                .body("timeline[0].scheduledAt", equalTo("2026-01-05T09:00:00Z"))
                .body("timeline[0].startedAt", equalTo("2026-01-05T09:15:00Z"))
                .body("timeline.day", contains(0, 3))
                .body("timeline[0].dose.administeredMg", equalTo(36))
                .body("timeline[0].dose.minutes", equalTo(40))
                .body("timeline[0].baseline.systolic", equalTo(120))
                .body("timeline[0].baseline.diastolic", equalTo(80))
                .body("timeline[0].peak.systolic", equalTo(145))
                .body("timeline[0].peak.diastolic", equalTo(95))
                .body("timeline[0].sideEffects.effect", contains("NAUSEA"))
                .body("timeline[0].sideEffects[0].occurrences", equalTo(2))
                .body("timeline[0].sideEffects[0].worst", equalTo("SEVERE"))
                .body("timeline[0].scores.instrument", contains("PHQ-9"))
                .body("timeline[0].scores[0].before", equalTo(19))
                .body("timeline[0].scores[0].beforeAt", equalTo("2026-01-05T08:50:00Z"))
                .body("timeline[0].scores[0].after", equalTo(9))
                .body("timeline[0].scores[0].afterAt", equalTo("2026-01-06T09:15:00Z"))
                .body("timeline[1]", not(hasKey("dose")))
                .body("timeline[1]", not(hasKey("peak")))
                .body("timeline[1].sideEffects", hasSize(0))
                .body("timeline[1].scores[0].before", equalTo(7))
                .body("timeline[1].scores[0]", not(hasKey("after")));
    }

    @Test
    void isNotModifiedUntilSomethingInItIs() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        var path = "/v1/courses/" + course + "/summary";
        var tag = as(NURSE).get(path).then().statusCode(200).extract().header("ETag");
        unchanged(path, tag);
        as(NURSE).header("If-None-Match", "\"other\", " + tag).get(path).then().statusCode(304);
        as(NURSE).header("If-None-Match", "W/" + tag).get(path).then().statusCode(304);
        as(ANALYST).header("If-None-Match", tag).get(path).then().statusCode(200);

        reading(session, "09:25", 145, 95, 96);
        tag = changed(path, tag);
        effect(session, "NAUSEA", "MILD", "09:30", null);
        tag = changed(path, tag);
        score(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 19);
        tag = changed(path, tag);
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        changed(path, tag);
    }

    /** By the server's clock, to the second; whatever became of what was recorded. */
    @Test
    void tellsWhenItWasLastModified() {
        var clock = VirtualClock.stoppedAt("2026-02-01T10:00:00Z");
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        lastModified(course, "Sun, 01 Feb 2026 10:00:00 GMT");
        clock.advance(Duration.ofMinutes(1));
        var effect = Treatment.create(
                "/v1/sessions/" + session + "/side-effects",
                "{\"effect\": \"NAUSEA\", \"severity\": \"MILD\", \"onsetAt\": \"2026-01-05T09:30:00Z\"}");
        lastModified(course, "Sun, 01 Feb 2026 10:01:00 GMT");
        clock.advance(Duration.ofMinutes(1));
        as(NURSE)
                .body("{\"resolvedAt\": \"2026-01-05T09:40:00Z\"}")
                .post("/v1/side-effects/{id}/resolve", effect)
                .then()
                .statusCode(200);
        lastModified(course, "Sun, 01 Feb 2026 10:02:00 GMT");
        clock.advance(Duration.ofMinutes(1));
        score(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 19);
        var assessment = as(NURSE).get("/v1/courses/{id}/assessments", course).<String>path("items[0].id");
        clock.advance(Duration.ofMinutes(1));
        as(PRESCRIBER)
                .body("{\"reason\": \"Another patient's\"}")
                .post("/v1/assessments/{id}/retract", assessment)
                .then()
                .statusCode(200);
        lastModified(course, "Sun, 01 Feb 2026 10:04:00 GMT");
    }

    private static void lastModified(String course, String time) {
        as(NURSE).get("/v1/courses/{id}/summary", course).then().header("Last-Modified", time);
        as(ANALYST).get("/v1/courses/{id}/summary", course).then().header("Last-Modified", nullValue());
    }

    private static void unchanged(String path, String tag) {
        as(NURSE)
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(emptyString());
    }

    /** The new tag. */
    private static String changed(String path, String tag) {
        var next = as(NURSE)
                .header("If-None-Match", tag)
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", not(tag))
                .extract()
                .header("ETag");
        unchanged(path, next);
        return next;
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
                .body("outcomes[0].firstResponseDay", equalTo(1))
                .body("timeline", hasSize(2))
                .body("timeline.sessionId", contains(nullValue(), nullValue()))
                .body("timeline.scheduledAt", contains(nullValue(), nullValue()))
                .body("timeline.startedAt", contains(nullValue(), nullValue()))
                .body("timeline.scores.flatten().beforeAt", contains(nullValue()))
                .body("timeline.scores.flatten().afterAt", contains(nullValue()))
                .body("timeline.scores.flatten().after", contains(9))
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
