package org.sextant.chart.sideeffect;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class SideEffectResourceTest {

    @Test
    void recordsOnsetAndEnd() {
        var session = Treatment.infusing();
        String id = record(session, nausea(""))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("resolvedAt", nullValue())
                .body("serious", equalTo(false))
                .extract()
                .path("id");

        isProblem(resolve(id, "2026-01-05T09:29:59Z"), 422, "invalid").body("errors.pointer", contains("/resolvedAt"));
        resolve(id, "2026-01-05T09:55:00Z")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("resolvedAt", equalTo("2026-01-05T09:55:00Z"));
        resolve(id, "2026-01-05T09:55:00Z").statusCode(200).header("ETag", "\"2\"");
        as(NURSE)
                .header("If-Match", "\"1\"")
                .body("{\"resolvedAt\": \"2026-01-05T09:55:00Z\"}")
                .post("/v1/side-effects/{id}/resolve", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        isProblem(resolve(id, "2026-01-05T09:56:00Z"), 409, "wrong-state");
        as(INTEGRATION).get("/v1/side-effects/{id}", id).then().statusCode(200).body("version", equalTo(2));
        as(NURSE)
                .get("/v1/sessions/{id}/side-effects", session)
                .then()
                .statusCode(200)
                .body("items.id", contains(id));
    }

    @Test
    void aReplayAfterTheEndShowsTheRecordAsItIs() {
        var session = Treatment.infusing();
        var body = nausea(", \"id\": \"%s\"".formatted(UUID.randomUUID()));
        String id = record(session, body).statusCode(201).extract().path("id");
        resolve(id, "2026-01-05T09:55:00Z").statusCode(200);

        record(session, body).statusCode(200).header("ETag", "\"2\"").header("Idempotent-Replayed", "true");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        var session = Treatment.infusing();
        invalid(record(session, nausea("").replace("NAUSEA", "OTHER")), "/note");
        record(session, nausea(", \"note\": \"Itchy nose\"").replace("NAUSEA", "OTHER"))
                .statusCode(201);
        invalid(record(session, nausea(", \"resolvedAt\": \"2026-01-05T09:00:00Z\"")), "/resolvedAt");
        invalid(record(session, nausea("").replace("MODERATE", "AWFUL")), "/severity");
        isProblem(record(Treatment.scheduled(Treatment.activeCourse()), nausea("")), 409, "wrong-state");
    }

    private static ValidatableResponse record(String session, String body) {
        return as(NURSE)
                .body(body)
                .post("/v1/sessions/{id}/side-effects", session)
                .then();
    }

    private static ValidatableResponse resolve(String id, String at) {
        return as(NURSE)
                .body("{\"resolvedAt\": \"%s\"}".formatted(at))
                .post("/v1/side-effects/{id}/resolve", id)
                .then();
    }

    private static String nausea(String more) {
        return "{\"effect\": \"NAUSEA\", \"severity\": \"MODERATE\", \"onsetAt\": \"2026-01-05T09:30:00Z\"%s}"
                .formatted(more);
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
