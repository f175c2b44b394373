package org.sextant.chart.clearance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Treatment;

@QuarkusTest
class ClearanceResourceTest {

    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String CONSENT = """
            {"kind": "CONSENT", "outcome": "CLEARED", "clearedOn": "2026-01-02", "clearedBy": "Dr. E", "expiresOn": "2026-12-31",
             "results": [{"code": "1742-6", "value": 31.50, "unit": "U/L", "low": 7, "high": 56}],
             "document": {"title": "Consent", "version": "2026-01", "sha256": "%s", "storedAt": "https://files.example.org/8c1f",
                          "signedAt": "2026-01-02T10:00:00Z", "signedBy": "Alex Example"},
             "note": "Signed on paper"%s}""";

    private String patient;

    @BeforeEach
    void register() {
        patient = Treatment.newPatient();
    }

    @Test
    void recordsAClearanceOfThePatient() {
        var id = record(CONSENT.formatted(SHA, ""))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("patientId", equalTo(patient))
                .body("courseId", nullValue())
                .body("outcome", equalTo("CLEARED"))
                .body("expiresOn", equalTo("2026-12-31"))
                .body("results.code", contains("1742-6"))
                .body("results[0].value", equalTo(31.5f))
                .body("document.sha256", equalTo(SHA))
                .body("document.signedAt", equalTo("2026-01-02T10:00:00Z"))
                .body("status", equalTo("FINAL"))
                .body("recordedBy", equalTo("demo-prescriber"))
                .extract()
                .<String>path("id");

        as(NURSE).get("/v1/clearances/{id}", id).then().statusCode(200).body("note", equalTo("Signed on paper"));
        isProblem(elsewhereAs(NURSE).get("/v1/clearances/{id}", id).then(), 404, "not-found");
        isProblem(
                elsewhereAs(NURSE).get("/v1/patients/{id}/clearances", patient).then(), 404, "not-found");
    }

    @Test
    void createsOncePerId() {
        var id = ", \"id\": \"%s\"".formatted(UUID.randomUUID());

        record(CONSENT.formatted(SHA, id))
                .statusCode(201)
                .header("Location", endsWith("/v1/clearances/" + id.substring(9, 45)));
        record(CONSENT.formatted(SHA, id)).statusCode(200).header("Idempotent-Replayed", "true");
        isProblem(record(CONSENT.formatted("a".repeat(64), id)), 409, "id-reuse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "outcome": "CLEARED"                                                     | "outcome": null                                   | /outcome
            "outcome": "CLEARED"                                                     | "outcome": "CONDITIONAL"                          | /condition
            "outcome": "CLEARED"                                                     | "outcome": "CLEARED", "condition": "Eat"          | /condition
            "clearedOn": "2026-01-02"                                                | "clearedOn": "2199-01-01"                         | /clearedOn
            "clearedOn": "2026-01-02"                                                | "clearedOn": "1899-12-31"                         | /clearedOn
            "expiresOn": "2026-12-31"                                                | "expiresOn": "2026-01-01"                         | /expiresOn
            "low": 7                                                                 | "low": 57                                         | /results/0/high
            "unit": "U/L"                                                            | "unit": " "                                       | /results/0/unit
            "unit": "U/L"                                                            | "unit": "units"                                   | /results/0/unit
            "value": 31.50                                                           | "value": "high"                                   | /results/0/value
            "storedAt": "https://files.example.org/8c1f"                             | "storedAt": "a shelf"                             | /document/storedAt
            "version": "2026-01"                                                     | "version": null                                   | /document/version
            "kind": "CONSENT"                                                        | "kind": "SELFIE"                                  | /kind
            """)
    void refusesWhatDoesNotFit(String good, String bad, String pointer) {
        isProblem(record(CONSENT.formatted(SHA, "").replace(good, bad)), 422, "invalid")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void refusesAHashThatIsNone() {
        isProblem(record(CONSENT.formatted("x".repeat(64), "")), 422, "invalid")
                .body("errors.pointer", contains("/document/sha256"));
        isProblem(
                as(PRESCRIBER)
                        .body(CONSENT.formatted(SHA, ""))
                        .post("/v1/patients/{id}/clearances", UUID.randomUUID())
                        .then(),
                404,
                "not-found");
    }

    @Test
    void thePathOfACourseRecordsForItsPatient() {
        var course = Treatment.plannedCourse(patient, "iv-ketamine-0.5");
        var id = Treatment.create("/v1/courses/" + course + "/clearances", """
                {"kind": "ECG", "clearedOn": "2026-01-03", "clearedBy": "Dr. E"}""");
        record(
                        "{\"kind\": \"ECG\", \"outcome\": \"NOT_CLEARED\", \"clearedOn\": \"2026-01-02\", \"clearedBy\": \"Dr. E\"}")
                .statusCode(201);

        as(NURSE)
                .get("/v1/patients/{id}/clearances", patient)
                .then()
                .statusCode(200)
                .body("items.clearedOn", contains("2026-01-02", "2026-01-03"))
                .body("items.outcome", contains("NOT_CLEARED", "CLEARED"))
                .body("items[1].courseId", equalTo(course));
        as(NURSE)
                .get("/v1/courses/{id}/clearances", course)
                .then()
                .statusCode(200)
                .body("items.id", contains(id));
        isProblem(
                as(PRESCRIBER)
                        .body("""
                        {"kind": "ECG", "outcome": "CONDITIONAL", "clearedOn": "2026-01-03", "clearedBy": "Dr. E"}""")
                        .post("/v1/courses/{id}/clearances", course)
                        .then(),
                422,
                "invalid");
    }

    @Test
    void isCorrectedWithItsHistoryKept() {
        var id = record(CONSENT.formatted(SHA, "")).extract().<String>path("id");

        isProblem(
                as(PRESCRIBER)
                        .body("{\"outcome\": \"CONDITIONAL\", \"reason\": \"Misread\"}")
                        .post("/v1/clearances/{id}/amend", id)
                        .then(),
                422,
                "invalid");
        as(PRESCRIBER)
                .header("If-Match", "\"1\"")
                .body("""
                        {"outcome": "CONDITIONAL", "condition": "With an interpreter", "note": null, "reason": "Misread"}""")
                .post("/v1/clearances/{id}/amend", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("outcome", equalTo("CONDITIONAL"))
                .body("note", nullValue())
                .body("results", hasSize(1))
                .body("status", equalTo("AMENDED"))
                .body("changeReason", equalTo("Misread"));
        for (var retry = 0; retry < 2; retry++) {
            as(PRESCRIBER)
                    .header("If-Match", "\"2\"")
                    .body("{\"reason\": \"Another patient\"}")
                    .post("/v1/clearances/{id}/retract", id)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("ENTERED_IN_ERROR"));
        }
        as(NURSE)
                .get("/v1/clearances/{id}/history", id)
                .then()
                .statusCode(200)
                .body("items.status", contains("FINAL", "AMENDED", "ENTERED_IN_ERROR"))
                .body("items.outcome", contains("CLEARED", "CONDITIONAL", "CONDITIONAL"));
    }

    private ValidatableResponse record(String body) {
        return as(PRESCRIBER)
                .body(body)
                .post("/v1/patients/{id}/clearances", patient)
                .then();
    }
}
