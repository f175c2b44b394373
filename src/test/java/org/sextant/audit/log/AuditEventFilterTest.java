package org.sextant.audit.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.sextant.Api.as;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** Each call leaves one row: who, what, whose, how it ended; none leaves two. */
@QuarkusTest
class AuditEventFilterTest {

    private record Row(String action, int status, String subject, String role, String issuer, String patient) {}

    /** What was answered to each request that this test has sent. */
    private final Map<String, Integer> answered = new ConcurrentHashMap<>();

    /** Sees the rows of all clinics. */
    private Connection owner;

    @BeforeEach
    void followEachRequest() throws SQLException, IOException {
        owner = Database.asOwner();
        Filter follow = (request, response, context) -> {
            if (request.getHeaders().getValue("X-Request-Id") == null) {
                request.header("X-Request-Id", "call-" + UUID.randomUUID());
            }
            Response answer = context.next(request, response);
            answered.put(request.getHeaders().getValue("X-Request-Id"), answer.statusCode());
            return answer;
        };
        RestAssured.filters(follow);
        LightClient.follow(answer ->
                answered.put(answer.headers().firstValue("X-Request-Id").orElseThrow(), answer.status()));
    }

    @AfterEach
    void leaveOthersAlone() throws SQLException {
        RestAssured.replaceFiltersWith(List.of());
        LightClient.follow(answer -> {});
        owner.close();
    }

    @Test
    void aWholeTreatmentLeavesOneRowForEachCall() throws Exception {
        var course = Treatment.activeCourse();
        Treatment.discharged(course);
        var session = Treatment.infusing(course, "2026-01-09");
        as(NURSE).body("{\"reason\": \"x\"}").post("/v1/sessions/{id}/infusion/pause", session);
        as(NURSE).body("{}").post("/v1/sessions/{id}/rems/submission", session);
        as(NURSE).body("{}").post("/v1/sessions/{id}/rems/submission", session);
        var reading = Treatment.create(
                "/v1/sessions/" + session + "/vitals", "{\"takenAt\": \"2026-01-09T09:20:00Z\", \"spo2\": 85}");
        String alert =
                as(NURSE).queryParam("sessionId", session).get("/v1/alerts").path("items[0].id");
        for (var again = 0; again < 2; again++) {
            as(NURSE).body("{}").post("/v1/alerts/{id}/acknowledge", alert);
            as(NURSE).body("{\"reason\": \"x\"}").post("/v1/vitals/{id}/retract", reading);
        }
        as(PRESCRIBER)
                .body("{\"firstAt\": \"2026-01-12T09:00:00Z\", \"everyDays\": 3}")
                .post("/v1/courses/{id}/schedule", course);
        for (var path : List.of(
                "/v1/courses/{id}",
                "/v1/courses/{id}/summary",
                "/v1/courses/{id}/sessions",
                "/v1/courses/{id}/clearances",
                "/v1/courses/{id}/assessments")) {
            as(NURSE).get(path, course).then().statusCode(200);
        }
        for (var path : List.of(
                "/v1/protocols", "/v1/instruments", "/v1/drug-account", "/v1/rems", "/v1/sessions", "/v1/patients")) {
            as(NURSE).get(path).then().statusCode(200);
        }
        assertThat(answered).hasSizeGreaterThan(35);
        eachHasOneRow();
    }

    @Test
    void streamsLeaveOneRowEach() throws Exception {
        as(PRESCRIBER).get("/v1/reports/courses?limit=1").then().statusCode(200);
        as(PRESCRIBER)
                .accept("text/csv")
                .get("/v1/reports/courses?label=none")
                .then()
                .statusCode(200);
        for (var lines : List.of(
                "{}",
                "{\"type\": \"VITALS\", \"id\": \"%s\", \"sessionId\": \"%s\", \"takenAt\": \"2024-01-05T09:20:00Z\", \"spo2\": 98}"
                        .formatted(UUID.randomUUID(), UUID.randomUUID()))) {
            as(PRESCRIBER)
                    .contentType("application/x-ndjson")
                    .body(lines.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .then()
                    .statusCode(200);
        }
        as(AUDITOR).get("/v1/audit/verification").then().statusCode(200);
        as(AUDITOR).get("/v1/audit/export").then().statusCode(200);
        eachHasOneRow();
    }

    @Test
    void retriesKeysAndBatchesLeaveOneRowEach() throws Exception {
        var session = Treatment.infusing();
        var id = UUID.randomUUID();
        for (var again = 0; again < 2; again++) {
            as(NURSE)
                    .body("{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                    .post("/v1/sessions/{id}/vitals", session)
                    .then()
                    .statusCode(again == 0 ? 201 : 200);
            for (var key : List.of("one-" + id, "two-" + id)) {
                as(NURSE)
                        .header("Idempotency-Key", key)
                        .body("{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}".formatted(id))
                        .post("/v1/sessions/{id}/vitals", session)
                        .then()
                        .statusCode(200);
                as(NURSE)
                        .header("Idempotency-Key", key)
                        .body("{\"takenAt\": \"2026-01-05T09:21:00Z\", \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session)
                        .then()
                        .statusCode(422);
            }
            as(NURSE)
                    .body("""
                            {"items": [{"type": "VITALS", "sessionId": "%1$s", "takenAt": "2026-01-05T09:22:00Z", "spo2": 98},
                                       {"type": "VITALS", "sessionId": "%2$s", "takenAt": "2026-01-05T09:23:00Z", "spo2": 98}]}""".formatted(session, UUID.randomUUID()))
                    .post("/v1/sync")
                    .then()
                    .statusCode(207);
        }
        for (var again = 0; again < 2; again++) {
            as(NURSE)
                    .body("{\"items\": [{\"type\": \"NONE\"}]}")
                    .post("/v1/sync")
                    .then()
                    .statusCode(207);
        }
        eachHasOneRow();
    }

    @Test
    void refusalsAndWhatHasNotChangedLeaveOneRowEach() throws Exception {
        var patient = Treatment.newPatient();
        for (var path : List.of("/v1/patients/" + patient, "/v1/courses/" + Treatment.activeCourse() + "/summary")) {
            String tag = as(NURSE).get(path).header("ETag");
            as(NURSE).header("If-None-Match", tag).get(path).then().statusCode(304);
        }
        as(NURSE).get("/v1/patients/{id}", UUID.randomUUID()).then().statusCode(404);
        as(NURSE).get("/v1/patients/none").then().statusCode(404);
        unchecked(NURSE).get("/v1/nothing/there").then().statusCode(404);
        unchecked(NURSE).delete("/v1/patients").then().statusCode(405);
        as(ANALYST).get("/v1/patients/{id}", patient).then().statusCode(403);
        as(ANALYST).body("{").post("/v1/patients").then().statusCode(403);
        as(NURSE).queryParam("limit", "x").get("/v1/patients").then().statusCode(400);
        as(COORDINATOR).body("{}").post("/v1/patients").then().statusCode(422);
        as(COORDINATOR).body("{").post("/v1/patients").then().statusCode(400);
        as(COORDINATOR)
                .contentType("application/merge-patch+json")
                .body("{}")
                .patch("/v1/patients/{id}", patient)
                .then()
                .statusCode(428);
        as(NURSE).header("Accept", "text/csv").get("/v1/patients").then().statusCode(406);
        var mrn = as(NURSE).get("/v1/patients/{id}", patient).path("mrn");
        var same = """
                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(mrn);
        as(COORDINATOR).body(same).post("/v1/patients").then().statusCode(409);
        as(COORDINATOR)
                .header("Idempotency-Key", "k")
                .body(same)
                .post("/v1/patients")
                .then()
                .statusCode(409);
        eachHasOneRow();
    }

    @Test
    void newAndChangedProtocolsLeaveOneRowEach() throws Exception {
        var code = "zz-" + UUID.randomUUID();
        var body = """
                {"name": "N", "drug": "KETAMINE", "route": "ORAL", "dose": {"mg": 50}, "plannedSessions": 6,
                 "minDaysBetweenSessions": 2, "clearances": []}""";
        as(PRESCRIBER).body(body).put("/v1/protocols/{code}", code).then().statusCode(201);
        as(PRESCRIBER)
                .header("If-Match", "\"1\"")
                .body(body)
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(200);
        as(PRESCRIBER).body(body).put("/v1/protocols/{code}", code).then().statusCode(428);
        eachHasOneRow();
    }

    @Test
    void aRowTellsWhoWhatAndWhose() throws Exception {
        var session = Treatment.observing();
        String patient = as(NURSE).get("/v1/sessions/{id}", session).path("patientId");
        for (var call : Map.of(
                        "GET /v1/sessions/{sessionId}/vitals", "/v1/sessions/" + session + "/vitals",
                        "GET /v1/patients/{id}", "/v1/patients/" + patient,
                        "GET /v1/alerts", "/v1/alerts?sessionId=" + session)
                .entrySet()) {
            as(NURSE)
                    .header("X-Request-Id", "who-" + session)
                    .get(call.getValue())
                    .then()
                    .statusCode(200);
            var row = rows("who-" + session).get(rows("who-" + session).size() - 1);
            assertThat(row.action()).isEqualTo(call.getKey());
            assertThat(row.subject()).isEqualTo("demo-nurse");
            assertThat(row.role()).isEqualTo("NURSE");
            assertThat(row.issuer()).isNotBlank();
            assertThat(row.patient()).isEqualTo(patient);
            assertThat(row.status()).isEqualTo(200);
        }
        with(Api.token(AUDITOR))
                .header("X-Request-Id", "denied-" + session)
                .get("/v1/sessions/{id}", session)
                .then()
                .statusCode(403);
        assertThat(rows("denied-" + session))
                .extracting(Row::action, Row::status, Row::role, Row::patient)
                .containsExactly(tuple("GET /v1/sessions/{id}", 403, "AUDITOR", patient));
    }

    /** A filter that the operation does not have names nobody. */
    @Test
    void aRowNamesNobodyWhomTheCallIsNotAbout() throws Exception {
        var patient = Treatment.newPatient();
        var others = Treatment.plannedCourse();
        var id = "about-" + patient;
        as(NURSE)
                .header("X-Request-Id", id)
                .queryParam("patientId", patient)
                .queryParam("courseId", others)
                .get("/v1/courses")
                .then()
                .statusCode(400);
        assertThat(rows(id)).extracting(Row::patient).containsExactly(patient);

        as(NURSE)
                .header("X-Request-Id", id + "-list")
                .get("/v1/patients?patientId=" + patient)
                .then()
                .statusCode(400);
        assertThat(rows(id + "-list")).extracting(Row::patient).containsOnlyNulls();
    }

    /** The row of a write and those of what it changed are of one transaction; the trail joins them by it. */
    @Test
    void theRowOfAWriteIsInItsTransaction() throws Exception {
        var id = "tx-" + UUID.randomUUID();
        as(COORDINATOR)
                .header("X-Request-Id", id)
                .body("""
                {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(id))
                .post("/v1/patients")
                .then()
                .statusCode(201);
        assertThat(Database.number("""
                        SELECT count(*) FROM call_log JOIN audit_log USING (clinic_id, xid, request_id)
                        WHERE request_id = ? AND call_log.action = 'POST /v1/patients' AND audit_log.action = 'patient.created'
                        """, id)).isEqualTo(1);
    }

    /** Whoever is not known belongs to no clinic. */
    @Test
    void aCallerWhoIsNotKnownLeavesNoRow() throws Exception {
        given().get("/v1/patients").then().statusCode(401);
        given().header("Authorization", "Bearer x.y.z")
                .get("/v1/patients")
                .then()
                .statusCode(401);
        for (var id : answered.keySet()) {
            assertThat(rows(id)).isEmpty();
        }
    }

    private static RequestSpecification unchecked(String role) {
        return Api.unchecked().header("Authorization", "Bearer " + Api.token(role));
    }

    private void eachHasOneRow() throws SQLException {
        for (var call : answered.entrySet()) {
            assertThat(rows(call.getKey()))
                    .as("status %d of %s", call.getValue(), call.getKey())
                    .extracting(Row::status)
                    .containsExactly(call.getValue());
        }
    }

    private List<Row> rows(String requestId) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var statement = owner.prepareStatement("SELECT * FROM call_log WHERE request_id = ? ORDER BY seq")) {
            statement.setString(1, requestId);
            var result = statement.executeQuery();
            while (result.next()) {
                rows.add(new Row(
                        result.getString("action"),
                        result.getInt("status"),
                        result.getString("subject"),
                        result.getString("role"),
                        result.getString("issuer"),
                        result.getString("patient_id")));
            }
        }
        return rows;
    }
}
