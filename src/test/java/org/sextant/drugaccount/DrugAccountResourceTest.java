package org.sextant.drugaccount;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class DrugAccountResourceTest {

    @Test
    void listsWhatWasDrawnGivenAndWastedWithTheTotalsOfEachLot() {
        var lot = "L-" + UUID.randomUUID();
        var other = "O-" + UUID.randomUUID();
        given("2024-03-04", lot, "36", "14");
        given("2024-03-05", other, "36", "4");
        given("2024-03-06", lot, "35.5", null);

        account("2024-03-04T00:00:00Z", "2024-03-07T00:00:00Z")
                .body("items", hasSize(3))
                .body("items.lot", contains(lot, other, lot))
                .body("items.drug", contains("KETAMINE", "KETAMINE", "KETAMINE"))
                .body("items.drawnMg*.toDouble()", contains(50.0, 40.0, 35.5))
                .body("items.administeredMg*.toDouble()", contains(36.0, 36.0, 35.5))
                .body("items.wastedMg*.toDouble()", contains(14.0, 4.0, 0.0))
                .body("items.lotDrawnMg*.toDouble()", contains(50.0, 40.0, 85.5))
                .body("items.lotAdministeredMg*.toDouble()", contains(36.0, 36.0, 71.5))
                .body("items.lotWastedMg*.toDouble()", contains(14.0, 4.0, 14.0))
                .body("items.wasteWitness", contains("RN Two", "RN Two", null))
                .body("items[0].recordedBy", equalTo("demo-nurse"));
        String next = as(NURSE)
                .get("/v1/drug-account?limit=2&from=2024-03-04T00:00:00Z&to=2024-03-07T00:00:00Z")
                .path("next");
        as(NURSE)
                .queryParam("cursor", next)
                .get("/v1/drug-account?limit=2&from=2024-03-04T00:00:00Z&to=2024-03-07T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items.lotDrawnMg*.toDouble()", contains(85.5))
                .body("next", nullValue());
        account("2024-03-05T00:00:00Z", "2024-03-06T00:00:00Z").body("items.lot", contains(other));
        elsewhereAs(NURSE)
                .get("/v1/drug-account?limit=200")
                .then()
                .statusCode(200)
                .body("items.lot", not(hasItem(lot)));
    }

    @Test
    void refusesAPeriodItCannotRead() {
        isProblem(as(NURSE).get("/v1/drug-account?from=yesterday").then(), 400, "bad-request");
    }

    private static void given(String day, String lot, String administered, String wasted) {
        var session = Treatment.infusing(Treatment.activeCourse(), day);
        var waste = wasted == null ? "" : ", \"wastedMg\": %s, \"wasteWitness\": \"RN Two\"".formatted(wasted);
        Treatment.step(session, "infusion/end", """
                {"at": "%sT09:55:00Z", "administeredMg": %s, "lot": "%s"%s}""".formatted(day, administered, lot, waste));
    }

    private static ValidatableResponse account(String from, String to) {
        return as(NURSE)
                .queryParam("from", from)
                .queryParam("to", to)
                .get("/v1/drug-account")
                .then()
                .statusCode(200);
    }
}
