package org.sextant.compliance.drugaccount;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

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

    /** The totals of a lot follow the list: an id, which is random, must not decide what they come to at a line. */
    @ParameterizedTest
    @CsvSource({"2024-04-01, 0, f", "2024-04-02, f, 0"})
    void ofTwoThatEndedAtOneMomentTheOneThatWasRecordedLaterComesLater(String day, String first, String second) {
        var lot = "L-" + UUID.randomUUID();
        var earlier = begun(day, first);
        var sessions = List.of(begun(day, second), earlier);
        end(sessions.get(0), day, lot, "36", "14");
        end(sessions.get(1), day, lot, "36", "4");

        account(day + "T00:00:00Z", day + "T23:59:00Z")
                .body("items.sessionId", equalTo(sessions))
                .body("items.lotDrawnMg*.toDouble()", contains(50.0, 90.0))
                .body("items.lotWastedMg*.toDouble()", contains(14.0, 18.0));
        var page = Map.of("from", day + "T00:00:00Z", "to", day + "T23:59:00Z", "limit", "1");
        String next = as(NURSE).queryParams(page).get("/v1/drug-account").path("next");
        as(NURSE)
                .queryParams(page)
                .queryParam("cursor", next)
                .get("/v1/drug-account")
                .then()
                .statusCode(200)
                .body("items.sessionId", contains(sessions.get(1)))
                .body("items.lotDrawnMg*.toDouble()", contains(90.0))
                .body("next", nullValue());
    }

    /** A session whose id begins with this digit. */
    private static String begun(String day, String digit) {
        var session = Treatment.create("/v1/courses/" + Treatment.activeCourse() + "/sessions", """
                {"id": "%s", "scheduledAt": "%sT09:00:00Z"}""".formatted(
                        digit + UUID.randomUUID().toString().substring(1), day));
        Treatment.step(session, "check-in", "{\"at\": \"%sT09:00:00Z\", \"weightKg\": 72}".formatted(day));
        Treatment.goodReading(session, day + "T09:10:00Z");
        Treatment.step(session, "infusion/start", "{\"at\": \"%sT09:15:00Z\"}".formatted(day));
        return session;
    }

    /** An account that is looked at on the day lacks what is entered later: the line says when it came in. */
    @Test
    void saysWhenADrawWasRecordedAndACorrectionKeepsIt() {
        var day = "2024-05-06";
        var clock = VirtualClock.stoppedAt(day + "T12:00:00Z");
        var session = Treatment.infusing(Treatment.activeCourse(), day);
        Treatment.create("/v1/sessions/" + session + "/doses", """
                {"mg": 5, "givenAt": "%sT09:50:00Z", "reason": "As ordered"}""".formatted(day));
        clock.advance(Duration.ofHours(1));
        end(session, day, "L-" + UUID.randomUUID(), "36", "14");
        clock.advance(Duration.ofHours(1));
        Treatment.step(session, "infusion/end/amend", "{\"administeredMg\": 35, \"reason\": \"Misread\"}");

        account(day + "T00:00:00Z", day + "T23:59:00Z")
                .body("items.endedAt", contains(day + "T09:50:00Z", day + "T09:55:00Z"))
                .body("items.recordedAt", contains(day + "T12:00:00Z", day + "T13:00:00Z"));
    }

    @Test
    void refusesAPeriodItCannotRead() {
        isProblem(as(NURSE).get("/v1/drug-account?from=yesterday").then(), 400, "bad-request");
    }

    private static void given(String day, String lot, String administered, String wasted) {
        end(Treatment.infusing(Treatment.activeCourse(), day), day, lot, administered, wasted);
    }

    private static void end(String session, String day, String lot, String administered, String wasted) {
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
