package org.sextant.chart.assessment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class AssessmentResourceTest {

    @Test
    void anInstrumentThatIsKnownIsNotSentAgain() {
        var tag = as(NURSE).get("/v1/instruments/PHQ-9").header("ETag");

        as(NURSE)
                .header("If-None-Match", tag)
                .get("/v1/instruments/PHQ-9")
                .then()
                .statusCode(304);
        as(NURSE)
                .header("If-None-Match", "W/" + tag)
                .get("/v1/instruments/PHQ-9")
                .then()
                .statusCode(304);
        as(NURSE)
                .header("If-None-Match", tag)
                .get("/v1/instruments/GAD-7")
                .then()
                .statusCode(200);
    }

    @Test
    void scoresTheAnswers() {
        var course = Treatment.plannedCourse();

        String id = record(course, """
                        {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": [2,3,2,2,2,3,2,2,1]}""")
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("total", equalTo(19))
                .body("severity", equalTo("MODERATELY_SEVERE"))
                .body("flags", contains("SUICIDAL_IDEATION"))
                .body("remission", equalTo(false))
                .body("$", hasKey("percentChange"))
                .body("percentChange", nullValue())
                .body("response", nullValue())
                .extract()
                .path("id");

        as(INTEGRATION).get("/v1/assessments/{id}", id).then().statusCode(200).body("answers", hasSize(9));
    }

    @Test
    void comparesWithTheBaseline() {
        var course = Treatment.activeCourse();
        total(course, "PHQ-9", "2026-01-01T08:00:00Z", "BASELINE", 24).statusCode(201);
        total(course, "PHQ-9", "2026-01-05T09:15:00Z", "PRE_SESSION", 19).statusCode(201);
        Treatment.infusing(course);

        total(course, "PHQ-9", "2026-01-06T09:15:00Z", "FOLLOW_UP", 8)
                .statusCode(201)
                .body("changeFromBaseline", equalTo(-11))
                .body("percentChange", equalTo(-57.9f))
                .body("response", equalTo(true))
                .body("remission", equalTo(false))
                .body("flags", hasSize(0));
        as(NURSE)
                .get("/v1/courses/{id}/assessments?instrument=PHQ-9", course)
                .then()
                .statusCode(200)
                .body("items.total", contains(24, 19, 8))
                .body("items.changeFromBaseline", contains(null, null, -11));
        total(course, "GAD-7", "2026-01-06T09:15:00Z", "FOLLOW_UP", 4)
                .body("changeFromBaseline", nullValue())
                .body("remission", equalTo(true));
        as(NURSE)
                .get("/v1/courses/{id}/assessments?instrument=GAD-7", course)
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void whatAClientHoldsIsStaleOnceTheBaselineIsAnother() {
        var course = Treatment.plannedCourse();
        String id = total(course, "PHQ-9", "2026-01-06T08:00:00Z", "FOLLOW_UP", 8)
                .extract()
                .path("id");
        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/assessments/{id}", id)
                .then()
                .statusCode(304);

        total(course, "PHQ-9", "2026-01-01T08:00:00Z", "BASELINE", 19).statusCode(201);

        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/assessments/{id}", id)
                .then()
                .statusCode(200)
                .body("changeFromBaseline", equalTo(-11));
    }

    @Test
    void aBaselineOfZeroHasNoPercentage() {
        var course = Treatment.plannedCourse();
        total(course, "PHQ-9", "2026-01-01T08:00:00Z", "BASELINE", 0).statusCode(201);

        total(course, "PHQ-9", "2026-01-06T08:00:00Z", "FOLLOW_UP", 3)
                .body("changeFromBaseline", equalTo(3))
                .body("percentChange", nullValue())
                .body("response", nullValue());
    }

    @Test
    void refusesWhatCannotBeScored() {
        var course = Treatment.plannedCourse();
        invalid(answers(course, "PHQ-9", "[2,3,2,2,2,3,2,2]"), "/answers");
        invalid(answers(course, "PHQ-9", "[2,3,2,2,2,3,2,2,4]"), "/answers/8");
        invalid(answers(course, "PHQ-9", "[-1,3,2,2,2,3,2,2,3]"), "/answers/0");
        invalid(answers(course, "PHQ-9", "[null,3,2,2,2,3,2,2,3]"), "/answers/0");
        invalid(answers(course, "PHQ-9", "[1.5,3,2,2,2,3,2,2,3]"), "/answers/0");
        invalid(answers(course, "HAM-D17", "[4,4,4,3,2,2,4,4,4,4,4,2,2,2,4,2,2]"), "/answers/3");
        invalid(answers(course, "PHQ-10", "[1]"), "/instrument");
        invalid(total(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", 28), "/total");
        invalid(total(course, "PHQ-9", "2026-01-05T08:50:00Z", "BASELINE", -1), "/total");
        invalid(total(course, "C-SSRS-SCREEN", "2026-01-05T08:50:00Z", "BASELINE", 2), "/total");
        invalid(total(course, "PHQ-9", "2199-01-05T08:50:00Z", "BASELINE", 20), "/takenAt");
        invalid(record(course, """
                        {"instrument": "PAIN-NRS", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": [3], "total": 3}"""), "");
        invalid(record(course, """
                        {"instrument": "PAIN-NRS", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE"}"""), "");
    }

    @Test
    void belongsToASessionOfItsOwnCourse() {
        var course = Treatment.activeCourse();
        var body = """
                {"instrument": "CADSS", "takenAt": "2026-01-05T10:00:00Z", "timepoint": "POST_SESSION", "total": 25, "sessionId": "%s"}""";

        record(course, body.formatted(Treatment.scheduled(course)))
                .statusCode(201)
                .body("severity", nullValue())
                .body("remission", nullValue());
        invalid(record(course, body.formatted(Treatment.scheduled(Treatment.plannedCourse()))), "/sessionId");
        invalid(record(course, body.formatted(UUID.randomUUID())), "/sessionId");
    }

    @Test
    void createsOncePerId() {
        var course = Treatment.plannedCourse();
        var body = """
                {"id": "%s", "instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": %s}""";
        var id = UUID.randomUUID();
        record(course, body.formatted(id, 19)).statusCode(201);

        record(course, body.formatted(id, 19)).statusCode(200).header("Idempotent-Replayed", "true");
        isProblem(record(course, body.formatted(id, 18)), 409, "id-reuse")
                .body("existing", equalTo("/v1/assessments/" + id));
        isProblem(record(Treatment.plannedCourse(), body.formatted(id, 19)), 409, "id-reuse");
    }

    @Test
    void theInstrumentsAreServed() {
        as(ANALYST)
                .get("/v1/instruments")
                .then()
                .statusCode(200)
                .body("items", hasSize(12))
                .body("items.code[0]", equalTo("PHQ-9"))
                .body("next", nullValue());
        String next = as(NURSE)
                .get("/v1/instruments?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");
        as(NURSE)
                .queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/v1/instruments")
                .then()
                .body("items.code", contains("QIDS-SR16"));
        as(NURSE)
                .get("/v1/instruments/PHQ-9")
                .then()
                .statusCode(200)
                .body("loinc.total", equalTo("44261-6"))
                .body("items[8].loinc", equalTo("44260-8"));
        isProblem(as(NURSE).get("/v1/instruments/XYZ").then(), 404, "not-found");
        isProblem(
                as(NURSE)
                        .get("/v1/courses/{id}/assessments?instrument=XYZ", Treatment.plannedCourse())
                        .then(),
                400,
                "bad-request");
    }

    private static ValidatableResponse answers(String course, String instrument, String answers) {
        return record(course, """
                {"instrument": "%s", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": %s}""".formatted(instrument, answers));
    }

    private static ValidatableResponse total(
            String course, String instrument, String takenAt, String timepoint, int total) {
        return record(course, """
                {"instrument": "%s", "takenAt": "%s", "timepoint": "%s", "total": %d}""".formatted(instrument, takenAt, timepoint, total));
    }

    private static ValidatableResponse record(String course, String body) {
        return as(NURSE).body(body).post("/v1/courses/{id}/assessments", course).then();
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
