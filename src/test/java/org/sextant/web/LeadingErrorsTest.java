package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.unchecked;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Treatment;

/** Each error names what mends the request: what was expected, and what there is. */
@QuarkusTest
class LeadingErrorsTest {

    private static String detail(ValidatableResponse answer) {
        return answer.extract().path("detail");
    }

    @Test
    void aRoleThatMayNotIsToldWhichMay() {
        isProblem(as(NURSE).body("{}").post("/v1/patients").then(), 403, "forbidden")
                .body("detail", equalTo("This is for COORDINATOR, INTEGRATION, PRESCRIBER; the token has NURSE."))
                .body("roles", contains("COORDINATOR", "INTEGRATION", "PRESCRIBER"));
        isProblem(as(ANALYST).get("/v1/patients").then(), 403, "forbidden")
                .body("roles", contains("COORDINATOR", "INTEGRATION", "NURSE", "PRESCRIBER"));
        // Whatever else is wrong with the request.
        isProblem(as(ANALYST).accept("text/xml").get("/v1/patients").then(), 403, "forbidden")
                .body("roles", contains("COORDINATOR", "INTEGRATION", "NURSE", "PRESCRIBER"));
        isProblem(as(ANALYST).get("/v1/reports/courses?deidentified=false").then(), 403, "forbidden")
                .body(
                        "detail",
                        equalTo(
                                "Rows with identifiers are for NURSE, PRESCRIBER, INTEGRATION; leave deidentified out."));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/patient, /v1/patients",
        "/patients, /v1/patients",
        "/v1/Protocols, /v1/protocols",
        "/v1/sesions/01957f70-1b40-7d52-a1c9-8a3f5e7b6d21/vitals, /v1/sessions/{sessionId}/vitals",
        "/v1/sessions/01957f70-1b40-7d52-a1c9-8a3f5e7b6d21/checkin, /v1/sessions/{id}/check-in",
        "/v1/report/courses, /v1/reports/courses"
    })
    void aMisspeltPathIsToldThePathThatIsMeant(String path, String meant) {
        isProblem(as(NURSE).get(path).then(), 404, "not-found")
                .body("detail", equalTo("No operation has this path. %s is one.".formatted(meant)));
    }

    @Test
    void anUnknownPathIsToldApartFromAnUnknownId() {
        isProblem(as(NURSE).get("/v1/patients/{id}", UUID.randomUUID()).then(), 404, "not-found")
                .body("detail", equalTo("The token's clinic has no patient with this id."));
        isProblem(as(NURSE).get("/v1/side-effects/{id}", UUID.randomUUID()).then(), 404, "not-found")
                .body("detail", equalTo("The token's clinic has no side effect with this id."));
        isProblem(as(NURSE).get("/v1/patients/4711").then(), 404, "not-found")
                .body("detail", containsString("an id is a UUID"));
        isProblem(as(NURSE).get("/v1/nothing/at/all/here/of/this").then(), 404, "not-found")
                .body("detail", equalTo("No operation has this path. GET /q/openapi lists all paths."));
        isProblem(unchecked().get("/nothing").then(), 404, "not-found")
                .body("detail", startsWith("No operation has this path."))
                .body("instance", equalTo("/nothing"));
    }

    @Test
    void anotherMethodMediaTypeOrRepresentationNamesWhatThereIs() {
        isProblem(as(NURSE).delete("/v1/patients").then(), 405, "method-not-allowed")
                .header("Allow", "GET, POST")
                .body(
                        "detail",
                        equalTo(
                                "This path has GET, POST. Nothing is deleted: POST to its /retract marks a record as entered"
                                        + " in error."));
        isProblem(as(NURSE).body("{}").put("/v1/patients").then(), 405, "method-not-allowed")
                .body("detail", equalTo("This path has GET, POST."));
        isProblem(as(NURSE).accept("text/csv").get("/v1/patients").then(), 406, "not-acceptable")
                .body("detail", equalTo("The Accept header must allow one of application/json."));
        isProblem(as(ANALYST).accept("text/html").get("/v1/reports/courses").then(), 406, "not-acceptable")
                .body("detail", containsString("application/json, application/x-ndjson, text/csv"));
        isProblem(
                        as(PRESCRIBER)
                                .contentType("text/xml")
                                .body("<x/>")
                                .post("/v1/patients")
                                .then(),
                        415,
                        "unsupported-media-type")
                .header("Accept", "application/json")
                .body("detail", equalTo("The Content-Type of the body must be application/json."));
        isProblem(
                        as(PRESCRIBER)
                                .body("{}")
                                .patch("/v1/patients/{id}", UUID.randomUUID())
                                .then(),
                        415,
                        "unsupported-media-type")
                .header("Accept-Patch", "application/merge-patch+json")
                .body("detail", containsString("application/merge-patch+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "W/1", "'1'", "\"1", "\"1\" \"2\"", "null"})
    void anIfMatchWithoutQuotesIsToldTheForm(String header) {
        isProblem(
                        as(PRESCRIBER)
                                .contentType("application/merge-patch+json")
                                .header("If-Match", header)
                                .body("{\"mrn\": \"%s\"}".formatted(UUID.randomUUID()))
                                .patch("/v1/patients/{id}", Treatment.newPatient())
                                .then(),
                        400,
                        "bad-request")
                .body("errors.pointer", contains("If-Match"))
                .body("errors.detail", contains("must be the ETag with its quotes, such as \"3\", or an asterisk"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"mrn\": \"a\",\\n \"mrn\": \"b\"} | 2 | a member is repeated",
                "{\"mrn\": \"a\",} | 1 | the name of a member must stand in double quotes",
                "{'mrn': 'a'} | 1 | the name of a member must stand in double quotes",
                "{\"mrn\": 'a'} | 1 | text must stand in double quotes, not in single ones",
                "{\"mrn\": NaN} | 1 | NaN and Infinity are no numbers of JSON",
                "{\"mrn\": \"a\"\\n\\n \"sex\": \"MALE\"} | 3 | a comma is missing",
                "{\"mrn\": \"a\" | 1 | it ends too early",
                "{\"mrn\": \"a\"} {} | 1 | something follows the value",
                "{\"mrn\": a} | 1 | a value is neither text in double quotes nor a number, true, false or null",
                "// a comment\\n{} | 1 | comments are not allowed",
                "{\"mrn\": \"a]\\n} | 1 | text has a line break or another control character, which needs an escape",
                "{\"mrn\": 007} | 1 | a number has a leading zero"
            })
    void malformedJsonNamesTheReasonAndThePlace(String body, int line, String reason) {
        var answer = isProblem(
                        as(PRESCRIBER)
                                .body(body.replace("\\n", "\n"))
                                .post("/v1/patients")
                                .then(),
                        400,
                        "bad-request")
                .body("line", equalTo(line));
        assertThat(detail(answer))
                .startsWith("The body is not well-formed JSON: " + reason + ", at line " + line + ", column ");
    }

    @Test
    void whatIsMissingIsRequiredAndLimitsHaveUnits() {
        isProblem(
                        as(NURSE)
                                .body("{\"spo2\": 98}")
                                .post("/v1/sessions/{id}/vitals", UUID.randomUUID())
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/takenAt"))
                .body("errors.detail", contains("is required"));
        isProblem(
                        as(NURSE)
                                .body("""
                                {"takenAt": "2026-01-05T09:00:00Z", "systolic": 301, "heartRate": 9, "spo2": 19,
                                 "respiratoryRate": 81, "temperatureC": 45.5, "pain": 11}""")
                                .post("/v1/sessions/{id}/vitals", UUID.randomUUID())
                                .then(),
                        422,
                        "invalid")
                .body(
                        "errors.detail",
                        contains(
                                "must be at least 10 beats/min",
                                "must be at most 10",
                                "must be at most 80 breaths/min",
                                "must be at least 20 %",
                                "must be at most 300 mmHg",
                                "must be at most 45 °C"));
        isProblem(
                        as(NURSE)
                                .body("{\"weightKg\": 500}")
                                .post("/v1/sessions/{id}/check-in", UUID.randomUUID())
                                .then(),
                        422,
                        "invalid")
                .body("errors.detail", contains("must be at most 400 kg"));
    }

    @Test
    void aMisspeltMemberNamesTheOneThatIsMeant() {
        isProblem(
                        as(NURSE)
                                .body("{\"takenAt\": \"2026-01-05T09:00:00Z\", \"sistolic\": 120, \"zzzzzzzz\": 1}")
                                .post("/v1/sessions/{id}/vitals", UUID.randomUUID())
                                .then(),
                        422,
                        "invalid")
                .body("errors[0].detail", equalTo("is not a member of this object; systolic is"))
                .body(
                        "errors[1].detail",
                        startsWith("is not a member of this object, which has absentKinds, absentReason, "));
    }

    @Test
    void aMissingTokenNamesTheHeaderAndABadOneTheError() {
        isProblem(unchecked().get("/v1/patients").then(), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer")
                .body("detail", equalTo("Send a token: Authorization: Bearer <token>."));
        isProblem(with("a.b.c").get("/v1/patients").then(), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Test
    void aCoordinatorWhoAsksForAChartIsToldOfItsReaders() {
        isProblem(
                        as(COORDINATOR)
                                .get("/v1/sessions/{id}/vitals", UUID.randomUUID())
                                .then(),
                        403,
                        "forbidden")
                .body(
                        "detail",
                        equalTo(
                                "This is for INTEGRATION, NURSE, PRESCRIBER, and under an emergency access; the token has COORDINATOR."));
    }
}
