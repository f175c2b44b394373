package org.sextant.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.Treatment;

/**
 * Patient data does not leak sideways: a mark is planted in every free text of the API, everything is made to go wrong,
 * and then it is looked for wherever it must not be. The health record itself shows that it was planted.
 */
@QuarkusTest
class CanaryTest {

    private static final String SOME = "canary";

    private final String canary = SOME + UUID.randomUUID().toString().replace("-", "");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            var text = new StringWriter();
            text.write(ExtLogRecord.wrap(line).getFormattedMessage());
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            logged.add(text.toString());
        }

        @Override
        public void flush() {
            // Each line is there at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    @ConfigProperty(name = "sextant.data-dir")
    Path directory;

    @BeforeEach
    void watch() {
        Logger.getLogger("").addHandler(log);
        Filter watch = (request, response, context) -> {
            assertThat(request.getURI()).doesNotContain(SOME);
            Response answer = context.next(request, response);
            if (answer.headers().toString().contains(SOME)) {
                leaks.add("a header of " + request.getURI() + ": " + answer.headers());
            }
            if (answer.statusCode() >= 400 && answer.asString().contains(SOME)) {
                leaks.add("the " + answer.statusCode() + " of " + request.getURI() + ": " + answer.asString());
            }
            return answer;
        };
        RestAssured.filters(watch);
    }

    @AfterEach
    void leaveOthersAlone() {
        Logger.getLogger("").removeHandler(log);
        RestAssured.replaceFiltersWith(List.of());
    }

    @Test
    void noTextOfARecordIsFoundBesideIt() throws Exception {
        var patient = create("/v1/patients", """
                {"mrn": "%1$s", "name": {"family": "%1$s", "given": "%1$s"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        var course = create("/v1/courses", """
                {"patientId": "%2$s", "protocol": "iv-ketamine-0.5", "labels": ["%1$s"],
                 "indication": {"system": "%1$s", "code": "%1$s", "display": "%1$s"}}""", patient);
        for (var kind : Treatment.CLEARANCES) {
            create("/v1/courses/" + course + "/clearances", """
                    {"kind": "%2$s", "clearedOn": "%3$s", "clearedBy": "%1$s", "note": "%1$s",
                     "document": {"title": "%1$s", "version": "%1$s", "sha256": "%4$s", "storedAt": "file:%1$s",
                                  "signedAt": "2026-01-02T10:00:00Z", "signedBy": "%1$s"}}""", kind, Treatment.today(), "ab".repeat(32));
        }
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        var session = create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}");
        aVisit(session);
        assertThat(as(NURSE).get("/v1/sessions/{id}", session).asString()).contains(canary);

        everythingGoesWrong(patient, session);
        nothingIsFound();
    }

    private void aVisit(String session) {
        step(session, "check-in", """
                {"at": "2026-01-05T09:00:00Z", "weightKg": 72, "note": "%1$s", "escort": {"name": "%1$s", "phone": "%1$s"}}""");
        var reading = create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:10:00Z", "systolic": 190, "diastolic": 100, "spo2": 97, "note": "%1$s", "deviceId": "%1$s"}""");
        step(session, "infusion/start", """
                {"at": "2026-01-05T09:15:00Z", "lot": "%1$s", "overrideReason": "%1$s"}""");
        step(session, "infusion/rate", "{\"at\": \"2026-01-05T09:25:00Z\", \"mgPerHour\": 30, \"reason\": \"%1$s\"}");
        step(session, "infusion/pause", "{\"at\": \"2026-01-05T09:30:00Z\", \"reason\": \"%1$s\"}");
        var effect = create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "OTHER", "severity": "SEVERE", "onsetAt": "2026-01-05T09:20:00Z", "note": "%1$s", "action": "%1$s", "serious": true}""");
        var medication = create("/v1/sessions/" + session + "/medications", """
                {"drug": "%1$s", "dose": 4, "unit": "%1$s", "route": "%1$s", "givenAt": "2026-01-05T09:20:00Z", "reason": "%1$s"}""");
        as(PRESCRIBER)
                .body(planted("{\"note\": \"%1$s 2\", \"reason\": \"%1$s\"}"))
                .post("/v1/vitals/{id}/amend", reading)
                .then()
                .statusCode(200);
        as(PRESCRIBER)
                .body(planted("{\"reason\": \"%1$s\"}"))
                .post("/v1/side-effects/{id}/retract", effect)
                .then()
                .statusCode(200);
        as(PRESCRIBER)
                .body(planted("{\"reason\": \"%1$s\"}"))
                .post("/v1/medications/{id}/retract", medication)
                .then()
                .statusCode(200);
        String alert =
                as(NURSE).queryParam("sessionId", session).get("/v1/alerts").path("items[0].id");
        as(NURSE)
                .body(planted("{\"note\": \"%1$s\"}"))
                .post("/v1/alerts/{id}/acknowledge", alert)
                .then()
                .statusCode(200);
        step(session, "infusion/end", """
                {"at": "2026-01-05T09:55:00Z", "administeredMg": 30, "wastedMg": 1, "wasteWitness": "%1$s", "stopReason": "%1$s"}""");
    }

    /** Refusals of all kinds, each of a body that is full of the mark. */
    private void everythingGoesWrong(String patient, String session) throws Exception {
        var register = planted("""
                {"mrn": "%1$s", "name": {"family": "%1$s", "given": "%1$s"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        is(409, "/v1/patients", register);
        is(422, "/v1/patients", register.replace("FEMALE", canary));
        is(422, "/v1/patients", register.replace("1984-05-17", canary));
        is(400, "/v1/patients", register.substring(0, register.length() - 3));
        is(400, "/v1/patients", register.replace("\"mrn\"", canary));
        is(422, "/v1/patients", register.replace(canary, canary.repeat(40)));
        is(
                422,
                "/v1/courses",
                planted(
                        "{\"patientId\": \"%1$s\", \"protocol\": \"%1$s\", \"indication\": {\"system\": \"%1$s\", \"code\": \"%1$s\"}}"));
        is(404, "/v1/sessions/" + UUID.randomUUID() + "/cancel", planted("{\"reason\": \"%1$s\"}"));
        is(409, "/v1/sessions/" + session + "/cancel", planted("{\"reason\": \"%1$s\"}"));
        is(409, "/v1/sessions/" + session + "/check-in", planted("{\"weightKg\": 72, \"note\": \"%1$s\"}"));
        is(207, "/v1/sync", planted("""
                {"items": [{"type": "VITALS", "sessionId": "%2$s", "takenAt": "2026-01-05T09:22:00Z", "note": "%1$s", "spo2": 1000},
                           {"type": "%1$s"}, {"type": "MEDICATION", "sessionId": "%2$s", "drug": "%1$s", "unit": "%1$s"}]}""", session));
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"99\"")
                .body(planted("{\"mrn\": \"%1$s\"}"))
                .patch("/v1/patients/{id}", patient)
                .then()
                .statusCode(412);
        as(NURSE)
                .body(planted("{\"family\": \"%1$s\"}"))
                .post("/v1/patients/search")
                .then()
                .statusCode(200);
        theDatabaseRefuses(session);
    }

    /** Of a check that nobody foresaw the database tells the whole row; so it is with whatever else is a fault. */
    private void theDatabaseRefuses(String session) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute(
                    planted("ALTER TABLE medication ADD CONSTRAINT unforeseen CHECK (drug <> '%1$s-2') NOT VALID"));
            try {
                // The contract knows no 500, so it is not held against it.
                Api.unchecked()
                        .header("Authorization", "Bearer " + Api.token(PRESCRIBER))
                        .body(planted("""
                        {"drug": "%1$s-2", "dose": 4, "unit": "%1$s", "route": "%1$s", "givenAt": "2026-01-05T09:20:00Z", "reason": "%1$s"}"""))
                        .post("/v1/sessions/{id}/medications", session)
                        .then()
                        .statusCode(500);
            } finally {
                statement.execute("ALTER TABLE medication DROP CONSTRAINT unforeseen");
            }
        }
    }

    private void nothingIsFound() throws Exception {
        assertThat(leaks).as("answers").isEmpty();
        assertThat(logged).as("the log").isNotEmpty().noneMatch(line -> line.contains(SOME));
        assertThat(logged).anyMatch(line -> line.contains("/medications"));
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("http_server_requests")
                .doesNotContain(SOME);
        assertThat(Files.readString(directory.resolve("postgres.log"))).doesNotContain(SOME);
        try (var logs = Files.list(directory.resolve("postgres").resolve("log"))) {
            assertThat(logs)
                    .isNotEmpty()
                    .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(SOME));
        }
        assertThat(Database.number("SELECT count(*) FROM audit_trail AS line WHERE line::text LIKE '%canary%'"))
                .isZero();
        assertThat(Database.number("SELECT count(*) FROM change_log AS line WHERE line::text LIKE '%canary%'"))
                .isZero();
    }

    private String create(String path, String body, Object... more) {
        return as(PRESCRIBER)
                .body(planted(body, more))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void step(String session, String step, String body) {
        as(PRESCRIBER)
                .body(planted(body))
                .post("/v1/sessions/" + session + "/" + step)
                .then()
                .statusCode(200);
    }

    private static void is(int status, String path, String body) {
        assertThat(as(PRESCRIBER).body(body).post(path).statusCode()).as(path).isEqualTo(status);
    }

    private String planted(String body, Object... more) {
        var values = new Object[more.length + 1];
        values[0] = canary;
        System.arraycopy(more, 0, values, 1, more.length);
        return body.formatted(values);
    }
}
