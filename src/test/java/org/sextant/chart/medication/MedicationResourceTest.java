package org.sextant.chart.medication;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class MedicationResourceTest {

    @Test
    void recordsAndLists() {
        var session = Treatment.infusing();
        String id = record(session, ondansetron("4.5", ""))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("dose", equalTo(4.5f))
                .extract()
                .path("id");

        as(NURSE).get("/v1/medications/{id}", id).then().statusCode(200).body("drug", equalTo("Ondansetron"));
        as(NURSE)
                .get("/v1/sessions/{id}/medications", session)
                .then()
                .statusCode(200)
                .body("items.id", contains(id));
    }

    @Test
    void refusesWhatDoesNotFit() {
        var session = Treatment.infusing();
        for (var dose : new String[] {"0", "-1", "0.0001", "1e9", "\"4\"", "null"}) {
            isProblem(record(session, ondansetron(dose, "")), 422, "invalid")
                    .body("errors.pointer[0]", equalTo("/dose"));
        }
        isProblem(record(Treatment.scheduled(Treatment.activeCourse()), ondansetron("4", "")), 409, "wrong-state");
    }

    @Test
    void createsOncePerId() {
        var session = Treatment.infusing();
        var id = ", \"id\": \"%s\"".formatted(UUID.randomUUID());
        record(session, ondansetron("4", id)).statusCode(201);

        record(session, ondansetron("4.0", id)).statusCode(200).header("Idempotent-Replayed", "true");
        isProblem(record(session, ondansetron("8", id)), 409, "id-reuse")
                .body("existing", equalTo("/v1/medications/" + id.substring(9, 45)));
    }

    private static ValidatableResponse record(String session, String body) {
        return as(NURSE)
                .body(body)
                .post("/v1/sessions/{id}/medications", session)
                .then();
    }

    private static String ondansetron(String dose, String more) {
        return "{\"drug\": \"Ondansetron\", \"dose\": %s, \"unit\": \"mg\", \"route\": \"IV\", \"givenAt\": \"2026-01-05T09:30:00Z\"%s}"
                .formatted(dose, more);
    }
}
