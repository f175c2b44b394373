package org.sextant.chart.vitals;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

@QuarkusTest
class VitalsResourceTest {

    @Test
    void recordsAWholeReading() {
        var session = Treatment.infusing();

        String id = record(session, """
                        {"takenAt": "2026-01-05T09:20:30Z", "systolic": 128, "diastolic": 82, "heartRate": 74, "respiratoryRate": 14,
                         "spo2": 98, "temperatureC": 36.7, "sedation": 5, "pain": 2, "source": "DEVICE", "deviceId": "tab-3", "note": "calm"}""")
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("sessionId", equalTo(session))
                .body("phase", equalTo("INFUSION"))
                .body("minutesFromStart", equalTo(5))
                .body("meanArterial", equalTo(97.3f))
                .body("temperatureC", equalTo(36.7f))
                .body("status", equalTo("FINAL"))
                .body("late", equalTo(false))
                .body("recordedBy", equalTo("demo-nurse"))
                .extract()
                .path("id");

        as(INTEGRATION)
                .get("/v1/vitals/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("systolic", equalTo(128))
                .body("note", equalTo("calm"));
        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/vitals/{id}", id)
                .then()
                .statusCode(304);
    }

    @Test
    void phasesFollowTheTimeAReadingWasTaken() {
        var session = Treatment.observing();

        for (var one : new String[][] {
            {"2026-01-05T09:14:59Z", "BASELINE", "-1"},
            {"2026-01-05T09:15:00Z", "INFUSION", "0"},
            {"2026-01-05T09:55:00Z", "INFUSION", "40"},
            {"2026-01-05T09:55:01Z", "RECOVERY", "40"}
        }) {
            record(session, "{\"takenAt\": \"%s\", \"spo2\": 98}".formatted(one[0]))
                    .statusCode(201)
                    .body("phase", equalTo(one[1]))
                    .body("minutesFromStart", equalTo(Integer.valueOf(one[2])));
        }
    }

    @Test
    void whatAClientHoldsIsStaleOnceTheSessionHasMovedOn() {
        var session = Treatment.checkedIn();
        String id = record(
                        session,
                        "{\"takenAt\": \"2026-01-05T09:05:00Z\", \"systolic\": 120, \"diastolic\": 80, \"spo2\": 98}")
                .extract()
                .path("id");
        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/vitals/{id}", id)
                .then()
                .statusCode(304);

        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");

        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/vitals/{id}", id)
                .then()
                .statusCode(200)
                .body("minutesFromStart", equalTo(-10));
    }

    @Test
    void whatAClientHoldsIsStaleOnceAnAlertOfItIsWithdrawn() {
        var session = Treatment.infusing();
        var risen = "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"systolic\": 160, \"diastolic\": 90}";
        String first = record(session, risen.formatted(25)).extract().path("id");
        String second = record(session, risen.formatted(35))
                .body("alerts.kind", contains("SYSTOLIC_RISE"))
                .extract()
                .path("id");
        as(NURSE)
                .body("{\"reason\": \"x\"}")
                .post("/v1/vitals/{id}/retract", first)
                .then()
                .statusCode(200);

        as(NURSE)
                .header("If-None-Match", "\"1\"")
                .get("/v1/vitals/{id}", second)
                .then()
                .statusCode(200)
                .body("alerts", hasSize(0));
    }

    @Test
    void aReadingBeforeTheStartIsABaseline() {
        record(Treatment.checkedIn(), "{\"takenAt\": \"2026-01-05T09:05:00Z\", \"spo2\": 98}")
                .statusCode(201)
                .body("phase", equalTo("BASELINE"))
                .body("minutesFromStart", nullValue());
    }

    @Test
    void aReadingAfterTheDischargeIsTakenAndMarkedLate() {
        var session = Treatment.discharged(Treatment.activeCourse());

        record(session, "{\"takenAt\": \"2026-01-05T09:25:00Z\", \"systolic\": 150, \"diastolic\": 90}")
                .statusCode(201)
                .body("late", equalTo(true))
                .body("phase", equalTo("INFUSION"));
    }

    @Test
    void aReadingNeedsAVisit() {
        isProblem(
                        record(
                                Treatment.scheduled(Treatment.activeCourse()),
                                "{\"takenAt\": \"2026-01-05T09:05:00Z\", \"spo2\": 98}"),
                        409,
                        "wrong-state")
                .body("currentStatus", equalTo("SCHEDULED"));
        isProblem(
                record(UUID.randomUUID().toString(), "{\"takenAt\": \"2026-01-05T09:05:00Z\", \"spo2\": 98}"),
                404,
                "not-found");
    }

    @Test
    void aBaselineOfASessionThatWasThenCancelledIsNotLost() {
        var session = Treatment.checkedIn();
        Treatment.step(session, "cancel", "{\"reason\": \"Blood pressure too high\"}");

        record(session, "{\"takenAt\": \"2026-01-05T09:05:00Z\", \"systolic\": 190, \"diastolic\": 110}")
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "systolic, 29, 301, 30, 300",
        "heartRate, 9, 301, 10, 300",
        "respiratoryRate, -1, 81, 0, 80",
        "spo2, 19, 101, 20, 100",
        "temperatureC, 24.9, 45.1, 25, 45",
        "sedation, -1, 6, 0, 5",
        "pain, -1, 11, 0, 10"
    })
    void takesWhatIsPossibleAndNothingElse(String field, String under, String over, String lowest, String highest) {
        var session = ImportedTreatment.infusing();
        for (var value : new String[] {under, over}) {
            isProblem(record(session, reading(field, value)), 422, "invalid")
                    .body("errors.pointer", contains("/" + field));
        }
        for (var value : new String[] {lowest, highest}) {
            record(session, reading(field, value)).statusCode(201);
        }
    }

    @Test
    void pressuresComeInPairsAndInOrder() {
        var session = Treatment.infusing();
        invalid(session, "\"systolic\": 120", "/diastolic");
        invalid(session, "\"diastolic\": 80", "/systolic");
        invalid(session, "\"systolic\": 80, \"diastolic\": 80", "/systolic");
        invalid(session, "\"systolic\": 120, \"diastolic\": 9", "/diastolic");
        invalid(session, "\"systolic\": 300, \"diastolic\": 201", "/diastolic");
    }

    @Test
    void whatCouldNotBeMeasuredHasAReasonInsteadOfAValue() {
        var session = Treatment.infusing();
        record(session, "{\"takenAt\": \"2026-01-05T09:25:00Z\", \"absentReason\": \"REFUSED\"}")
                .statusCode(201)
                .body("absentReason", equalTo("REFUSED"))
                .body("meanArterial", nullValue());
        invalid(session, "\"note\": \"nothing else\"", "");
        record(session, "{\"takenAt\": \"2026-01-05T09:26:00Z\", \"spo2\": 98, \"absentReason\": \"NOT_MEASURABLE\"}")
                .statusCode(201);
    }

    @Test
    void anAbsentReasonNamesWhatItIsAbout() {
        var session = Treatment.infusing();
        String id = record(session, """
                {"takenAt": "2026-01-05T09:25:00Z", "systolic": 120, "diastolic": 80, "absentReason": "DEVICE_ERROR",
                 "absentKinds": ["SEDATION", "SPO2"]}""")
                .statusCode(201)
                .body("absentKinds", contains("SPO2", "SEDATION"))
                .extract()
                .path("id");
        invalid(session, "\"spo2\": 98, \"absentReason\": \"REFUSED\", \"absentKinds\": [\"SPO2\"]", "/absentKinds");
        invalid(session, "\"spo2\": 98, \"absentKinds\": [\"SEDATION\"]", "/absentKinds");
        invalid(session, "\"absentReason\": \"REFUSED\", \"absentKinds\": []", "/absentKinds");
        invalid(session, "\"absentReason\": \"REFUSED\", \"absentKinds\": [\"PULSE\"]", "/absentKinds/0");

        as(NURSE)
                .body("{\"spo2\": 97, \"absentKinds\": [\"SEDATION\"], \"reason\": \"The device works again\"}")
                .post("/v1/vitals/{id}/amend", id)
                .then()
                .statusCode(200)
                .body("absentKinds", contains("SEDATION"));
        as(NURSE)
                .get("/v1/vitals/{id}/history", id)
                .then()
                .body("items.absentKinds", contains(contains("SPO2", "SEDATION"), contains("SEDATION")));
    }

    @Test
    void refusesWhatItDoesNotKnowOrOnlyTheServerSets() {
        var session = Treatment.infusing();
        for (var field : new String[] {"sistolic", "status", "recordedAt", "clinicId", "phase", "version"}) {
            invalid(session, "\"spo2\": 98, \"%s\": 1".formatted(field), "/" + field);
        }
    }

    @Test
    void theFutureIsRefusedTheNearFutureIsNot() {
        var session = Treatment.infusing();
        isProblem(record(session, at(Instant.now().plus(Duration.ofMinutes(6)))), 422, "invalid")
                .body("errors.pointer", contains("/takenAt"));
        record(session, at(Instant.now().plus(Duration.ofMinutes(4)))).statusCode(201);
    }

    @Test
    void createsOncePerIdWhateverTheSpelling() {
        var session = Treatment.infusing();
        var id = UUID.randomUUID();
        var body = "{\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"temperatureC\": 36.5}".formatted(id);
        record(session, body).statusCode(201);

        record(session, body).statusCode(200).header("Idempotent-Replayed", "true");
        record(
                        session,
                        "{\"temperatureC\": 36.50, \"takenAt\": \"2026-01-05T10:20:00+01:00\", \"id\": \"%s\"}"
                                .formatted(id))
                .statusCode(200)
                .header("Idempotent-Replayed", "true");
        isProblem(record(session, body.replace("36.5", "36.6")), 409, "id-reuse")
                .body("existing", equalTo("/v1/vitals/" + id));
        isProblem(record(Treatment.infusing(), body), 409, "id-reuse");
    }

    @Test
    void listsByTheTimeTheyWereTakenWhateverTheOrderTheyCameIn() {
        var session = Treatment.infusing();
        for (var minute : new int[] {40, 20, 30}) {
            record(session, "{\"takenAt\": \"2026-01-05T09:%d:00Z\", \"spo2\": 98}".formatted(minute))
                    .statusCode(201);
        }

        as(NURSE)
                .get("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(200)
                .body("items.minutesFromStart", contains(-5, 5, 15, 25));
    }

    private static void invalid(String session, String members, String pointer) {
        isProblem(record(session, "{\"takenAt\": \"2026-01-05T09:20:00Z\", " + members + "}"), 422, "invalid")
                .body("errors.pointer", contains(pointer));
    }

    private static String reading(String field, String value) {
        var diastolic = field.equals("systolic") ? ", \"diastolic\": 10" : "";
        return "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"%s\": %s%s}".formatted(field, value, diastolic);
    }

    private static String at(Instant takenAt) {
        return "{\"takenAt\": \"%s\", \"spo2\": 98}".formatted(takenAt);
    }

    private static ValidatableResponse record(String session, String body) {
        return as(NURSE).body(body).post("/v1/sessions/{id}/vitals", session).then();
    }
}
