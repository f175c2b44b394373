package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The walk of {@code docs/tour.sh} against the packaged service: as a test, and as the script itself. */
@ExtendWith(DocumentedService.Extension.class)
@ResourceLock(DocumentedService.LOCK)
class TourIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<List<Integer>> PHQ9 = List.of(
            List.of(3, 3, 2, 3, 2, 2, 2, 1, 1),
            List.of(2, 2, 2, 3, 2, 2, 1, 1, 0),
            List.of(2, 2, 1, 2, 1, 2, 1, 1, 0),
            List.of(1, 1, 1, 2, 1, 1, 1, 1, 0),
            List.of(1, 1, 1, 1, 1, 1, 0, 0, 0),
            List.of(1, 0, 1, 1, 0, 1, 0, 0, 0));

    @TempDir
    Path scratch;

    private DocumentedService documented;
    private String address;

    @BeforeEach
    void connect(DocumentedService documented) throws IOException {
        this.documented = documented;
        address = documented.running().address().toString();
    }

    @Test
    void aWholeCourseOfSixSessions() throws IOException {
        String patient = created("/v1/patients", """
                {"mrn": "TOUR-IT", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        String course = created("/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
        post("/v1/courses/" + course + "/activate", "")
                .statusCode(409)
                .body("type", equalTo("/problems/clearance-missing"));
        for (var kind : Treatment.CLEARANCES) {
            created(
                    "/v1/courses/" + course + "/clearances",
                    "{\"kind\": \"%s\", \"clearedOn\": \"2025-12-29\", \"clearedBy\": \"Dr. E\"}".formatted(kind));
        }
        List<String> sessions = post(
                        "/v1/courses/" + course + "/schedule",
                        "{\"firstAt\": \"2026-01-05T09:00:00Z\", \"everyDays\": 3}")
                .statusCode(201)
                .body("items.number", contains(1, 2, 3, 4, 5, 6))
                .extract()
                .path("items.id");
        post("/v1/courses/" + course + "/activate", "").statusCode(200);
        for (var i = 0; i < sessions.size(); i++) {
            run(course, sessions.get(i), Instant.parse("2026-01-05T09:00:00Z").plusSeconds(i * 259_200L), PHQ9.get(i));
        }
        post("/v1/courses/" + course + "/complete", "").statusCode(200);

        as("PRESCRIBER")
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("status", equalTo("COMPLETED"))
                .body("sessions.completed", equalTo(6))
                .body("doses.administeredMg", contains(36, 36, 36, 36, 36, 36))
                .body("vitals.readings", equalTo(54))
                .body("vitals.maxSystolicRisePercent", equalTo(25))
                .body("sideEffects.effect", contains("DISSOCIATION", "NAUSEA"))
                .body("sideEffects.occurrences", contains(6, 6))
                .body("outcomes", hasSize(1))
                .body("outcomes[0].baseline", equalTo(19))
                .body("outcomes[0].latest", equalTo(4))
                .body("outcomes[0].response", equalTo(true))
                .body("outcomes[0].remission", equalTo(true));
    }

    private void run(String course, String session, Instant at, List<Integer> answers) throws IOException {
        created("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "%s", "timepoint": "PRE_SESSION", "sessionId": "%s", "answers": %s}""".formatted(at.minusSeconds(600), session, answers));
        if (answers.get(8) > 0) {
            review(course);
        }
        post("/v1/sessions/" + session + "/check-in", "{\"at\": \"%s\", \"weightKg\": 72}".formatted(at))
                .statusCode(200);
        reading(session, at, 10, 120);
        post("/v1/sessions/" + session + "/infusion/start", "{\"at\": \"%s\"}".formatted(minutes(at, 20)))
                .statusCode(200)
                .body("plannedDoseMg", equalTo(36));
        for (var minute = 30; minute <= 60; minute += 10) {
            reading(session, at, minute, 120 + minute / 2);
        }
        for (var effect : List.of("DISSOCIATION", "NAUSEA")) {
            String id = created(
                    "/v1/sessions/" + session + "/side-effects",
                    "{\"effect\": \"%s\", \"severity\": \"MILD\", \"onsetAt\": \"%s\"}"
                            .formatted(effect, minutes(at, 35)));
            post("/v1/side-effects/" + id + "/resolve", "{\"resolvedAt\": \"%s\"}".formatted(minutes(at, 70)))
                    .statusCode(200);
        }
        post(
                        "/v1/sessions/" + session + "/infusion/end",
                        "{\"at\": \"%s\", \"administeredMg\": 36}".formatted(minutes(at, 60)))
                .statusCode(200);
        for (var minute = 75; minute <= 120; minute += 15) {
            reading(session, at, minute, 130 - minute / 12);
        }
        post(
                        "/v1/sessions/" + session + "/discharge",
                        "{\"at\": \"%s\", \"criteria\": %s}".formatted(minutes(at, 125), Treatment.CRITERIA_MET))
                .statusCode(200);
    }

    /** The ninth answer raises an alert, which a prescriber reviews before the start. */
    private void review(String course) {
        String alert = as("PRESCRIBER")
                .get("/v1/alerts?status=OPEN&kind=SUICIDAL_IDEATION&courseId=" + course)
                .path("items[0].id");
        post("/v1/alerts/" + alert + "/review", "{\"decision\": \"CONTINUE\", \"safetyPlan\": true}")
                .statusCode(200);
    }

    @Test
    void theScriptRuns() throws Exception {
        assumeTrue(isInstalled("bash") && isInstalled("curl"), "The script needs bash and curl: skipped");
        var output = Files.createTempFile(scratch, "tour", ".log");
        var builder = new ProcessBuilder("bash", "docs/tour.sh")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SEXTANT_URL", address);
        builder.environment().put("SEXTANT_DATA_DIR", documented.directory().toString());
        var script = builder.start();

        assertThat(script.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output))
                .contains("Idempotent-Replayed: true")
                .contains("Six sessions completed; response and remission on the PHQ-9.")
                .containsPattern("Whoever followed the feed has learned of \\d{3} changes");
        assertThat(script.exitValue()).isZero();
    }

    private static boolean isInstalled(String command) {
        return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private void reading(String session, Instant at, int minute, int systolic) throws IOException {
        created(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"%s\", \"systolic\": %d, \"diastolic\": 80, \"spo2\": 98}"
                        .formatted(minutes(at, minute), systolic));
    }

    private static Instant minutes(Instant at, int minutes) {
        return at.plusSeconds(minutes * 60L);
    }

    private String created(String path, String body) throws IOException {
        return JSON.readTree(post(path, body).statusCode(201).extract().asString())
                .get("id")
                .asText();
    }

    private ValidatableResponse post(String path, String body) {
        var request = as("PRESCRIBER");
        return (body.isEmpty() ? request : request.body(body)).post(path).then();
    }

    private RequestSpecification as(String role) {
        return given().baseUri(address)
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + documented.token(role));
    }
}
