package org.sextant.record.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** A POST under a key is carried out once, whatever it does and however often it comes. */
@QuarkusTest
class IdempotencyKeyTest {

    private static final String READING = "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}";

    @Inject
    IdempotencyRecordPurge purge;

    @Test
    void theSameRequestGetsTheFirstAnswerAgain() throws Exception {
        var session = Treatment.infusing();
        var key = key();
        var first = vitals(session, key, READING);
        var again = vitals(session, key, READING);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.contentType()).isEqualTo(first.contentType());
        for (var header : new String[] {"ETag", "Location"}) {
            assertThat(again.header(header)).isEqualTo(first.header(header)).isNotNull();
        }
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(readings(session)).isEqualTo(2);
    }

    /** The answer is that of then, though the record has changed since. */
    @Test
    void aStepIsTakenOnceAndItsAnswerStays() {
        var session = Treatment.checkedIn();
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        var key = key();
        var first = step(session, "infusion/start", key, "{\"at\": \"2026-01-05T09:15:00Z\"}");
        assertThat(first.statusCode()).isEqualTo(200);
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");
        var again = step(session, "infusion/start", key, "{\"at\": \"2026-01-05T09:15:00Z\"}");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.asString()).isEqualTo(first.asString());
        isProblem(
                step(session, "infusion/start", key(), "{\"at\": \"2026-01-05T09:15:00Z\"}")
                        .then(),
                409,
                "wrong-state");
    }

    /** How a body is spelt makes no other request of it. */
    @Test
    void theSameContentInOtherWordsIsTheSameRequest() {
        var session = ImportedTreatment.infusing();
        var key = key();
        var first = vitals(session, key, "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"temperatureC\": 36.70}");
        var again = vitals(session, key, "{ \"temperatureC\": 36.7, \"takenAt\": \"2026-01-05T10:20:00+01:00\"}");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void anotherRequestUnderTheKeyIsRefused() throws Exception {
        var session = ImportedTreatment.infusing();
        var other = ImportedTreatment.infusing();
        var key = key();
        vitals(session, key, READING).then().statusCode(201);
        isProblem(vitals(session, key, READING.replace("98", "97")).then(), 422, "idempotency-key-reuse");
        isProblem(vitals(other, key, READING).then(), 422, "idempotency-key-reuse");
        isProblem(
                as(NURSE)
                        .header("Idempotency-Key", key)
                        .body("{\"reason\": \"x\"}")
                        .post("/v1/sessions/{id}/cancel", other)
                        .then(),
                422,
                "idempotency-key-reuse");
        assertThat(readings(session)).isEqualTo(2);
        assertThat(readings(other)).isEqualTo(1);
    }

    @Test
    void aRefusalIsJudgedAfresh() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        var key = key();
        isProblem(vitals(session, key, READING).then(), 409, "wrong-state");
        isProblem(
                vitals(session, key, "{\"takenAt\": \"2026-01-05T09:20:00Z\"}").then(), 422, "invalid");
        Treatment.step(session, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 72}");
        vitals(session, key, READING).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void aKeyIsOneClientsOfOneClinic() {
        var session = ImportedTreatment.infusing();
        var key = key();
        vitals(session, key, READING).then().statusCode(201);
        as(PRESCRIBER)
                .header("Idempotency-Key", key)
                .body(READING)
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", nullValue())
                .body("recordedBy", equalTo("demo-prescriber"));
        isProblem(
                elsewhereAs(NURSE)
                        .header("Idempotency-Key", key)
                        .body(READING)
                        .post("/v1/sessions/{id}/vitals", session)
                        .then(),
                404,
                "not-found");
    }

    @Test
    void aKeyAndAnIdGoTogether() throws Exception {
        var session = ImportedTreatment.infusing();
        var id = UUID.randomUUID();
        var body = "{\"id\": \"%s\", %s".formatted(id, READING.substring(1));
        var first = vitals(session, key(), body);
        first.then().statusCode(201).body("id", equalTo(id.toString()));
        var key = key();
        for (var i = 0; i < 2; i++) {
            var again = vitals(session, key, body);
            again.then().statusCode(200).header("Idempotent-Replayed", "true").header("ETag", "\"1\"");
            assertThat(again.asString()).isEqualTo(first.asString());
        }
        isProblem(vitals(session, key, READING).then(), 422, "idempotency-key-reuse");
        isProblem(
                vitals(session, key(), body.replace("\"spo2\": 98", "\"spo2\": 97"))
                        .then(),
                409,
                "id-reuse");
        assertThat(readings(session)).isEqualTo(2);
    }

    @Test
    void aTakenNumberIsToldWithAKeyAsWithout() {
        var patient = as(PRESCRIBER)
                .get("/v1/patients/{id}", Treatment.newPatient())
                .then()
                .extract();
        var body = """
                {"id": "%s", "mrn": "%s", "name": {"family": "Other", "given": "Sam"}, "birthDate": "1990-01-01", "sex": "MALE"}""";
        for (var key : new String[] {"", key()}) {
            var request = as(PRESCRIBER).body(body.formatted(UUID.randomUUID(), (String) patient.path("mrn")));
            if (!key.isEmpty()) {
                request.header("Idempotency-Key", key);
            }
            isProblem(request.post("/v1/patients").then(), 409, "duplicate-mrn")
                    .body("existing", equalTo("/v1/patients/" + patient.path("id")));
        }
    }

    /** A search under a key that was used before must not hide who has been registered since. */
    @Test
    void aSearchSeesWhatIsThereNow() {
        var family = "F" + key();
        var key = key();
        for (var registered = 0; registered < 2; registered++) {
            as(PRESCRIBER)
                    .header("Idempotency-Key", key)
                    .body("{\"family\": \"%s\"}".formatted(family))
                    .post("/v1/patients/search")
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(registered));
            Treatment.create("/v1/patients", """
                    {"mrn": "%s", "name": {"family": "%s", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(key(), family));
        }
    }

    @Test
    void whatIsNoKeyIsRefused() {
        var session = ImportedTreatment.infusing();
        for (var key : new String[] {"", " ", "a b", "k\u00e9", "a".repeat(256)}) {
            isProblem(vitals(session, key, READING).then(), 400, "bad-request")
                    .body("errors.pointer", contains("Idempotency-Key"));
        }
        isProblem(
                as(NURSE)
                        .header("Idempotency-Key", "one")
                        .header("Idempotency-Key", "two")
                        .body(READING)
                        .post("/v1/sessions/{id}/vitals", session)
                        .then(),
                400,
                "bad-request");
        vitals(session, "!" + "~".repeat(254), READING).then().statusCode(201);
    }

    /** One who keeps the schedule is shown no more of a session because a prescriber asked under the same key. */
    @Test
    void eachRoleGetsItsOwnForm() {
        var course = Treatment.activeCourse();
        var body = "{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}";
        var key = key();
        for (var role : new String[] {PRESCRIBER, COORDINATOR}) {
            as(role).header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/courses/{id}/sessions", course)
                    .then()
                    .statusCode(201)
                    .body("protocol", role.equals(PRESCRIBER) ? equalTo("iv-ketamine-0.5") : nullValue());
        }
    }

    @Test
    void manyAtOnceAreOne() throws Exception {
        var session = ImportedTreatment.infusing();
        var key = key();
        var callers = Executors.newFixedThreadPool(16);
        try {
            var calls = IntStream.range(0, 16)
                    .<Callable<String>>mapToObj(i -> () -> untilAnswered(session, key))
                    .collect(Collectors.toList());
            var answers = callers.invokeAll(calls);
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(answers.get(0).get());
            }
        } finally {
            callers.shutdown();
        }
        assertThat(readings(session)).isEqualTo(2);
    }

    /** Each key's create meets the twin that is being committed under another one. */
    @Test
    void oneIdUnderManyKeysIsOne() throws Exception {
        var session = ImportedTreatment.infusing();
        var body = "{\"id\": \"%s\", %s".formatted(UUID.randomUUID(), READING.substring(1));
        var callers = Executors.newFixedThreadPool(16);
        try {
            var calls = IntStream.range(0, 16)
                    .<Callable<Response>>mapToObj(i -> () -> vitals(session, key(), body))
                    .collect(Collectors.toList());
            var answers = callers.invokeAll(calls);
            for (var answer : answers) {
                assertThat(answer.get().statusCode()).isIn(200, 201);
                assertThat(answer.get().asString())
                        .isEqualTo(answers.get(0).get().asString());
            }
        } finally {
            callers.shutdown();
        }
        assertThat(readings(session)).isEqualTo(2);
    }

    private static String untilAnswered(String session, String key) throws InterruptedException {
        var answer = vitals(session, key, READING);
        while (answer.statusCode() == 409) {
            isProblem(answer.then(), 409, "request-in-flight").header("Retry-After", "1");
            Thread.sleep(20);
            answer = vitals(session, key, READING);
        }
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.path("id");
    }

    @Test
    void anAnswerIsKeptForThirtyDays() throws Exception {
        var session = ImportedTreatment.infusing();
        var young = key();
        var old = key();
        vitals(session, young, READING).then().statusCode(201);
        vitals(session, old, READING).then().statusCode(201);
        age(young, "30 days - 1 minute");
        age(old, "30 days + 1 minute");
        purge.step();
        vitals(session, young, READING).then().header("Idempotent-Replayed", "true");
        vitals(session, old, READING).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void answersAreForgottenInSteps() throws Exception {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO kept_answer (clinic_id, client, idempotency_key, fingerprint, status, headers, body, kept_at)
                    SELECT gen_random_uuid(), 'old', n::text, '', 200, '{}', '{}', now() - interval '1 year'
                    FROM generate_series(1, 700) AS n""");
        }
        purge.step();
        assertThat(Database.number("SELECT count(*) FROM kept_answer WHERE client = 'old'"))
                .isBetween(1L, 200L);
        purge.step();
        assertThat(Database.number("SELECT count(*) FROM kept_answer WHERE client = 'old'"))
                .isZero();
    }

    private static void age(String key, String age) throws Exception {
        try (var owner = Database.asOwner();
                var statement = owner.prepareStatement("UPDATE kept_answer SET kept_at = now() - CAST(? AS interval)"
                        + " WHERE idempotency_key = ?")) {
            statement.setString(1, age);
            statement.setString(2, key);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static Response vitals(String session, String key, String body) {
        return step(session, "vitals", key, body);
    }

    private static Response step(String session, String step, String key, String body) {
        return as(NURSE).header("Idempotency-Key", key).body(body).post("/v1/sessions/{id}/" + step, session);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static long readings(String session) throws Exception {
        return Database.number("SELECT count(*) FROM vitals WHERE session_id = ?", UUID.fromString(session));
    }
}
