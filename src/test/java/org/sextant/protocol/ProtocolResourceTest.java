package org.sextant.protocol;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProtocolResourceTest {

    @Test
    void everyClinicStartsWithTheShippedOnes() {
        for (var nurse : List.of(as(NURSE), elsewhereAs(NURSE))) {
            nurse.get("/v1/protocols")
                    .then()
                    .statusCode(200)
                    .body("items.code", contains("im-ketamine-0.5", "intranasal-esketamine-56", "iv-ketamine-0.5"))
                    .body("items.revision", contains(1, 1, 1))
                    .body("next", equalTo(null));
        }
    }

    @Test
    void readsTheIntravenousDefaultsOfTheContract() {
        as(ADMIN)
                .get("/v1/protocols/iv-ketamine-0.5")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("drug", equalTo("KETAMINE"))
                .body("route", equalTo("IV"))
                .body("dose.mgPerKg.toDouble()", closeTo(0.5, 0))
                .body("dose.refuseAboveMgPerKg.toDouble()", closeTo(1.5, 0))
                .body("dose.maxMg", equalTo(100))
                .body("infusionMinutes", equalTo(40))
                .body("plannedSessions", equalTo(6))
                .body("monitoring.everyMinutesDuringInfusion", equalTo(10))
                .body("limits.keySet()", hasSize(19))
                .body("limits.alertSystolicRisePercent", equalTo(30))
                .body("discharge", hasItems("ORIENTED", "ESCORT_PRESENT"))
                .body("discharge", hasSize(6));
    }

    @Test
    void esketamineHasAFixedDoseAndTwoHoursOfObservation() {
        as(NURSE)
                .get("/v1/protocols/intranasal-esketamine-56")
                .then()
                .statusCode(200)
                .body("dose.mg", equalTo(56))
                .body("dose.mgPerKg", nullValue())
                .body("monitoring.observeMinutes", equalTo(120));
    }

    @Test
    void answersWith304WhileTheRevisionIsKnown() {
        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/protocols/iv-ketamine-0.5")
                .then()
                .statusCode(304);
    }

    @Test
    void doesNotFindAnUnknownCode() {
        isProblem(as(NURSE).get("/v1/protocols/rectal-gin-9").then(), 404, "not-found");
    }

    @Test
    void pagesByCode() {
        String next = as(NURSE)
                .get("/v1/protocols?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");

        as(NURSE)
                .queryParam("limit", 2)
                .queryParam("cursor", next)
                .get("/v1/protocols")
                .then()
                .body("items.code", contains("iv-ketamine-0.5"))
                .body("next", equalTo(null));
    }
}
