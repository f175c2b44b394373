package org.sextant.chart.course;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Treatment;

/** A running course gets a corrected revision of its protocol. */
@QuarkusTest
class CourseRevisionTest {

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);

    private String course;

    @BeforeEach
    void plan() {
        define("IV", "160", null);
        var patient = Treatment.create(token, "/v1/patients", """
                {"mrn": "M-1", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        course = Treatment.create(token, "/v1/courses", """
                {"patientId": "%s", "protocol": "house",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
        with(token).post("/v1/courses/{id}/activate", course).then().statusCode(200);
    }

    @Test
    void scheduledSessionsFollowAndSessionsThatBeganKeepTheirs() {
        var begun = schedule("2026-01-05");
        step(begun, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}");
        reading(begun, "2026-01-05T09:05:00Z", 155);
        step(begun, "infusion/start", "{\"at\": \"2026-01-05T09:10:00Z\"}");
        var next = schedule("2026-01-08");
        define("IV", "150", "\"1\"");
        isProblem(change(2, "The limit was wrong"), 409, "session-running");
        step(begun, "infusion/end", "{\"at\": \"2026-01-05T09:50:00Z\", \"administeredMg\": 36}");
        step(begun, "discharge", "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": {}}");

        change(2, "The limit was wrong")
                .statusCode(200)
                .body("protocolRevision", equalTo(2))
                .body("revisionChanges.fromRevision", contains(1))
                .body("revisionChanges.toRevision", contains(2))
                .body("revisionChanges.reason", contains("The limit was wrong"))
                .body("revisionChanges.changedBy", contains("own-PRESCRIBER"));
        with(token)
                .get("/v1/sessions/{id}", begun)
                .then()
                .body("protocolRevision", equalTo(1))
                .body("status", equalTo("DISCHARGED"));
        with(token).get("/v1/sessions/{id}", next).then().body("protocolRevision", equalTo(2));
        step(next, "check-in", "{\"at\": \"2026-01-08T09:00:00Z\", \"weightKg\": 72}");
        reading(next, "2026-01-08T09:05:00Z", 155);
        isProblem(
                        with(token)
                                .body("{\"at\": \"2026-01-08T09:10:00Z\"}")
                                .post("/v1/sessions/{id}/infusion/start", next)
                                .then(),
                        409,
                        "safety-rule")
                .body("rules.rule", contains("BASELINE_SYSTOLIC"))
                .body("rules[0].limit.holdSystolicAbove", equalTo(150));
    }

    @Test
    void aRetryChangesNothing() {
        define("IV", "150", "\"1\"");
        var version = "\"2\"";

        change(version, 2, "Wrong").statusCode(200).header("ETag", "\"3\"");
        change(version, 2, "Wrong").statusCode(200).header("ETag", "\"3\"").body("revisionChanges", hasSize(1));
        isProblem(change(version, 2, "Another reason"), 412, "stale");
        isProblem(change(2, "Another reason"), 422, "invalid").body("errors.pointer", contains("/revision"));
    }

    @Test
    void refusesWhatIsNotALaterRevisionOfTheSameTreatment() {
        isProblem(change(1, "x"), 422, "invalid").body("errors.pointer", contains("/revision"));
        isProblem(change(2, "x"), 422, "invalid").body("errors.pointer", contains("/revision"));
        isProblem(change(0, "x"), 422, "invalid").body("errors.pointer", contains("/revision"));
        define("SUBCUTANEOUS", "150", "\"1\"");
        isProblem(change(2, "x"), 422, "invalid").body("errors.pointer", contains("/revision"));
        isProblem(change(2, " "), 422, "invalid").body("errors.pointer", contains("/reason"));
        with(token).get("/v1/courses/{id}", course).then().body("$", not(hasKey("revisionChanges")));
    }

    @Test
    void aCourseThatHasEndedKeepsItsRevision() {
        define("IV", "150", "\"1\"");
        with(token).post("/v1/courses/{id}/complete", course).then().statusCode(200);

        isProblem(change(2, "x"), 409, "wrong-state").body("currentStatus", equalTo("COMPLETED"));
        isProblem(
                with(Clinics.token(clinic, NURSE))
                        .body("{\"revision\": 2, \"reason\": \"x\"}")
                        .post("/v1/courses/{id}/protocol", course)
                        .then(),
                403,
                "forbidden");
    }

    private void define(String route, String hold, String ifMatch) {
        var request = with(token).body("""
                {"name": "House", "drug": "KETAMINE", "route": "%s", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                 "plannedSessions": 4, "minDaysBetweenSessions": 1, "limits": {"holdSystolicAbove": %s}}""".formatted(route, hold));
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/protocols/house")
                .then()
                .statusCode(ifMatch == null ? 201 : 200);
    }

    private String schedule(String day) {
        return Treatment.create(
                token, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%sT09:00:00Z\"}".formatted(day));
    }

    private void reading(String session, String takenAt, int systolic) {
        Treatment.create(token, "/v1/sessions/" + session + "/vitals", """
                {"takenAt": "%s", "systolic": %d, "diastolic": 80}""".formatted(takenAt, systolic));
    }

    private void step(String session, String step, String body) {
        with(token).body(body).post("/v1/sessions/{id}/" + step, session).then().statusCode(200);
    }

    private ValidatableResponse change(int revision, String reason) {
        return change("*", revision, reason);
    }

    private ValidatableResponse change(String ifMatch, int revision, String reason) {
        return with(token)
                .header("If-Match", ifMatch)
                .body("{\"revision\": %d, \"reason\": \"%s\"}".formatted(revision, reason))
                .post("/v1/courses/{id}/protocol", course)
                .then();
    }
}
