package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class TrailResourceTest {

    @Inject
    Sealer sealer;

    @Test
    void tellsWhoSawAndChangedAPatientsRecord() {
        var session = Treatment.infusing();
        String patient = as(NURSE).get("/v1/sessions/{id}", session).path("patientId");
        as(ANALYST).get("/v1/patients/{id}", patient).then().statusCode(403);
        sealer.sealAll();

        as(AUDITOR)
                .queryParam("patientId", patient)
                .queryParam("limit", 200)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.patientId", everyItem(equalTo(patient)))
                .body("items.action", hasItem("patient.created"))
                .body("items.action", hasItem("session.started"))
                .body("items.findAll { it.action == 'GET /v1/sessions/{id}' }.status", hasItem(200))
                .body("items.findAll { it.action == 'GET /v1/patients/{id}' }.status", hasItem(403))
                .body("items.findAll { it.status == 403 }.subject", everyItem(equalTo("demo-analyst")));
        as(AUDITOR)
                .queryParam("patientId", patient)
                .queryParam("subject", "demo-analyst")
                .get("/v1/audit")
                .then()
                .body("items.subject", everyItem(equalTo("demo-analyst")))
                .body("items.size()", equalTo(1));
        as(AUDITOR)
                .queryParam("patientId", patient)
                .queryParam("to", "2020-01-01T00:00:00Z")
                .get("/v1/audit")
                .then()
                .body("items", empty());
        elsewhereAs(AUDITOR)
                .queryParam("patientId", patient)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void isItselfAudited() {
        var id = "audited-" + UUID.randomUUID();
        as(AUDITOR).header("X-Request-Id", id).get("/v1/audit").then().statusCode(200);
        sealer.sealAll();

        var pages = new ArrayList<Map<String, Object>>();
        String next = null;
        do {
            var request = as(AUDITOR).queryParam("limit", 200).queryParam("subject", "demo-auditor");
            if (next != null) {
                request.queryParam("cursor", next);
            }
            JsonPath page =
                    request.get("/v1/audit").then().statusCode(200).extract().jsonPath();
            pages.addAll(page.getList("items"));
            next = page.getString("next");
        } while (next != null);
        assertThat(pages)
                .filteredOn(entry -> entry.get("requestId").equals(id))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("kind", "CALL")
                        .containsEntry("action", "GET /v1/audit")
                        .containsEntry("role", "AUDITOR")
                        .containsEntry("status", 200));
        assertThat(pages)
                .extracting(entry -> (Integer) entry.get("n"))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void verifiesItself() {
        Treatment.newPatient();
        sealer.sealAll();
        as(AUDITOR)
                .get("/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("findings", empty())
                .body("intact", equalTo(true))
                .body("entries", not(equalTo(0)))
                .body("checkpoints", not(equalTo(0)));
    }

    @Test
    void exportsWhatAVerifierNeeds() {
        Treatment.newPatient();
        sealer.sealAll();
        var lines = as(AUDITOR)
                .get("/v1/audit/export")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines.get(0)).isEqualTo("{\"trailOf\":\"11111111-1111-4111-8111-111111111111\"}");
        assertThat(lines.get(1)).startsWith("{\"checkpoint\":");
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"entry\":");
    }

    @Test
    void isReadByPeriod() {
        var patient = Treatment.newPatient();
        sealer.sealAll();
        var now = Instant.now();
        for (var period : List.of(
                Map.of("from", now.minusSeconds(60)),
                Map.of("to", now.plusSeconds(60)),
                Map.of("from", now.minusSeconds(60), "to", now.plusSeconds(60)))) {
            var request = as(AUDITOR).queryParam("patientId", patient);
            period.forEach((name, time) -> request.queryParam(name, time.toString()));
            request.get("/v1/audit").then().statusCode(200).body("items", not(empty()));
        }
        as(AUDITOR)
                .queryParam("patientId", patient)
                .queryParam("to", now.minusSeconds(60).toString())
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items", empty());
        as(AUDITOR)
                .queryParam("from", now.plusSeconds(60).toString())
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void refusesFiltersThatAreNone() {
        isProblem(as(AUDITOR).queryParam("patientId", "x").get("/v1/audit").then(), 400, "bad-request");
        isProblem(as(AUDITOR).queryParam("from", "x").get("/v1/audit").then(), 400, "bad-request");
        isProblem(as(AUDITOR).queryParam("cursor", "x").get("/v1/audit").then(), 400, "bad-request");
    }
}
