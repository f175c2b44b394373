package org.sextant.record.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

/** Times of devices whose clocks are wrong stay as they were told, and are judged by what the service's clock would say. */
@QuarkusTest
class DeviceTimeTest {

    private static final String TWENTY_MINUTES_FAST = "2026-01-05T10:20:00Z";

    private VirtualClock clock;

    @BeforeEach
    void stopTheClock() {
        clock = VirtualClock.stoppedAt("2026-01-05T10:00:00Z");
    }

    @Test
    void aReadingStaysAsToldAndIsJudgedCorrected() {
        var session = Treatment.infusing();
        reading(session, TWENTY_MINUTES_FAST, "{\"takenAt\": \"2026-01-05T09:34:00Z\", \"spo2\": 98}")
                .statusCode(201)
                .body("takenAt", equalTo("2026-01-05T09:34:00Z"))
                .body("clockOffsetSeconds", equalTo(1200))
                .body("correctedAt", equalTo("2026-01-05T09:14:00Z"))
                .body("phase", equalTo("BASELINE"))
                .body("minutesFromStart", equalTo(-1));
        reading(session, "2026-01-05T07:00:00Z", "{\"takenAt\": \"2026-01-05T06:30:00Z\", \"spo2\": 97}")
                .statusCode(201)
                .body("clockOffsetSeconds", equalTo(-10_800))
                .body("phase", equalTo("INFUSION"))
                .body("minutesFromStart", equalTo(15));
        reading(session, null, "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 96}")
                .statusCode(201)
                .body("correctedAt", nullValue())
                .body("clockOffsetSeconds", nullValue());
        as(NURSE)
                .get("/v1/sessions/{id}/vitals", session)
                .then()
                .body("items.spo2", contains(98, 98, 96, 97))
                .body("items.minutesFromStart", contains(-5, -1, 5, 15));
    }

    @Test
    void theFutureIsJudgedCorrected() {
        var session = Treatment.infusing();
        reading(session, null, "{\"takenAt\": \"2026-01-05T10:20:00Z\", \"spo2\": 98}")
                .statusCode(422);
        reading(session, TWENTY_MINUTES_FAST, "{\"takenAt\": \"2026-01-05T10:25:00Z\", \"spo2\": 98}")
                .statusCode(201);
        isProblem(
                        reading(session, TWENTY_MINUTES_FAST, "{\"takenAt\": \"2026-01-05T10:25:01Z\", \"spo2\": 98}"),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/takenAt"));
        isProblem(
                        reading(
                                session,
                                "2026-01-05T09:00:00Z",
                                "{\"takenAt\": \"2026-01-05T09:06:00Z\", \"spo2\": 98}"),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/takenAt"));
    }

    /** A tablet whose battery was empty, and which has not found the time yet. */
    @Test
    void aClockThatWasResetLosesNothing() {
        var session = Treatment.infusing();
        reading(session, "1970-01-01T00:50:00Z", "{\"takenAt\": \"1970-01-01T00:10:00Z\", \"spo2\": 98}")
                .statusCode(201)
                .body("takenAt", equalTo("1970-01-01T00:10:00Z"))
                .body("minutesFromStart", equalTo(5));
    }

    @Test
    void noClockTakesAnythingOutOfClinicalTimes() {
        var session = Treatment.infusing();
        isProblem(
                        reading(
                                session,
                                "2199-12-31T00:00:00Z",
                                "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}"),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/takenAt"));
    }

    @Test
    void stepsAreTakenAtTheCorrectedTime() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        step(session, "check-in", "2026-01-05T09:20:00Z", ", \"weightKg\": 72")
                .body("checkedInAt", equalTo("2026-01-05T09:00:00Z"));
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        isProblem(step(session, "infusion/start", "2026-01-05T09:19:59Z", ""), 422, "invalid")
                .body("errors.pointer", contains("/at"));
        step(session, "infusion/start", "2026-01-05T09:35:00Z", "")
                .body("startedAt", equalTo("2026-01-05T09:15:00Z"))
                .body("nextVitalsDueAt", equalTo("2026-01-05T10:05:00Z"));
        step(session, "infusion/end", "2026-01-05T10:15:00Z", ", \"administeredMg\": 36")
                .body("endedAt", equalTo("2026-01-05T09:55:00Z"))
                .body("clockOffsets.clockOffsetSeconds", contains(1200, 1200, 1200))
                .body(
                        "clockOffsets.at",
                        contains("2026-01-05T09:00:00Z", "2026-01-05T09:15:00Z", "2026-01-05T09:55:00Z"));
    }

    /** Each request measures the clock anew, later by its own way. */
    @Test
    void timesThatADeviceToldAsEqualAreNotTornApart() {
        var session = Treatment.checkedIn();
        reading(session, "2026-01-05T10:20:00Z", """
                {"takenAt": "2026-01-05T09:35:00Z", "systolic": 120, "diastolic": 80, "heartRate": 70, "spo2": 98}""").body("clockOffsetSeconds", equalTo(1200));
        as(NURSE)
                .header("Device-Time", "2026-01-05T10:19:56Z")
                .body("{\"at\": \"2026-01-05T09:35:00Z\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("startedAt", equalTo("2026-01-05T09:15:00Z"));
        reading(session, "2026-01-05T10:20:06Z", "{\"takenAt\": \"2026-01-05T09:36:00Z\", \"spo2\": 98}")
                .body("clockOffsetSeconds", equalTo(1206));
        reading(session, "2026-01-05T10:00:05Z", "{\"takenAt\": \"2026-01-05T09:36:00Z\", \"spo2\": 98}")
                .body("clockOffsetSeconds", equalTo(0));
        as(NURSE).get("/v1/sessions/{id}/vitals", session).then().body("items[0].minutesFromStart", equalTo(0));
    }

    @Test
    void aStoredReadingIsReplayedAfterTheClockWasSet() {
        var session = Treatment.infusing();
        var body = "{\"id\": \"%s\", \"takenAt\": \"2026-01-05T10:15:00Z\", \"spo2\": 98}".formatted(UUID.randomUUID());
        reading(session, TWENTY_MINUTES_FAST, body).statusCode(201);
        reading(session, null, body)
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("clockOffsetSeconds", equalTo(1200));
    }

    @Test
    void aCorrectionKeepsTheClockOfATimeThatStays() {
        var session = Treatment.infusing();
        String id = reading(session, TWENTY_MINUTES_FAST, "{\"takenAt\": \"2026-01-05T09:40:00Z\", \"spo2\": 98}")
                .extract()
                .path("id");
        amend(id, "{\"spo2\": 97, \"reason\": \"Misread\"}")
                .body("clockOffsetSeconds", equalTo(1200))
                .body("minutesFromStart", equalTo(5));
        amend(id, "{\"takenAt\": \"2026-01-05T09:21:00Z\", \"reason\": \"Mistyped\"}")
                .body("clockOffsetSeconds", nullValue())
                .body("minutesFromStart", equalTo(6));
        as(NURSE)
                .get("/v1/vitals/{id}/history", id)
                .then()
                .body("items.minutesFromStart", contains(5, 5, 6))
                .body("items.clockOffsetSeconds", contains(1200, 1200, null));
    }

    @Test
    void aSideEffectMayEndByAnotherClockThanItBegan() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        String id = as(NURSE)
                .header("Device-Time", TWENTY_MINUTES_FAST)
                .body("{\"effect\": \"NAUSEA\", \"severity\": \"MODERATE\", \"onsetAt\": \"2026-01-05T09:50:00Z\"}")
                .post("/v1/sessions/{id}/side-effects", session)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        isProblem(resolve(id, "2026-01-05T09:29:00Z"), 422, "invalid").body("errors.pointer", contains("/resolvedAt"));
        for (var i = 0; i < 2; i++) {
            resolve(id, "2026-01-05T09:45:00Z")
                    .statusCode(200)
                    .body("onsetAt", equalTo("2026-01-05T09:50:00Z"))
                    .body("clockOffsetSeconds", equalTo(1200))
                    .body("resolvedAt", equalTo("2026-01-05T09:45:00Z"))
                    .body("resolvedClockOffsetSeconds", nullValue())
                    .body("version", equalTo(2));
        }
        as(NURSE).get("/v1/courses/{id}/summary", course).then().body("sideEffects[0].medianMinutes", equalTo(15));
    }

    @Test
    void scoresAndMedicationsAreOrderedByTheCorrectedTime() {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        for (var taken : List.of("09:34", "09:36")) {
            as(NURSE)
                    .header("Device-Time", TWENTY_MINUTES_FAST)
                    .body("""
                            {"instrument": "PHQ-9", "takenAt": "2026-01-05T%s:00Z", "timepoint": "PRE_SESSION", "total": 1%s}""".formatted(taken, taken.charAt(4)))
                    .post("/v1/courses/{id}/assessments", course)
                    .then()
                    .statusCode(201)
                    .body("clockOffsetSeconds", equalTo(1200));
            as(NURSE)
                    .header("Device-Time", TWENTY_MINUTES_FAST)
                    .body("""
                            {"drug": "O", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T%s:00Z"}""".formatted(taken))
                    .post("/v1/sessions/{id}/medications", session)
                    .then()
                    .statusCode(201)
                    .body("clockOffsetSeconds", equalTo(1200));
        }
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("outcomes[0].baseline", equalTo(14))
                .body("outcomes[0].baselineAt", equalTo("2026-01-05T09:14:00Z"))
                .body("outcomes[0].latest", equalTo(16));
    }

    @Test
    void aRiseIsTwoReadingsRunningByTheCorrectedTime() {
        var session = Treatment.infusing();
        pressure(session, null, "09:20", 160);
        pressure(session, null, "09:30", 125);
        assertThat(pressure(session, null, "09:40", 160)).isEmpty();
        assertThat(pressure(session, TWENTY_MINUTES_FAST, "09:45", 165)).containsExactly("SYSTOLIC_RISE");
    }

    @Test
    void whatIsNoTimeIsRefused() {
        var session = Treatment.infusing();
        for (var time : List.of("", "now", "2026-01-05T10:20:00", "1767608400")) {
            isProblem(
                            reading(session, time, "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}"),
                            400,
                            "bad-request")
                    .body("errors.pointer", contains("Device-Time"));
        }
        isProblem(
                as(NURSE)
                        .header("Device-Time", TWENTY_MINUTES_FAST)
                        .header("Device-Time", TWENTY_MINUTES_FAST)
                        .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}")
                        .post("/v1/sessions/{id}/vitals", session)
                        .then(),
                400,
                "bad-request");
        as(NURSE).get("/v1/sessions/{id}/vitals", session).then().body("items", hasSize(1));
    }

    private static ValidatableResponse reading(String session, String deviceTime, String body) {
        var request = as(NURSE).body(body);
        if (deviceTime != null) {
            request.header("Device-Time", deviceTime);
        }
        return request.post("/v1/sessions/{id}/vitals", session).then();
    }

    /** The kinds of alert that the reading raised. */
    private static List<String> pressure(String session, String deviceTime, String time, int systolic) {
        return reading(
                        session,
                        deviceTime,
                        "{\"takenAt\": \"2026-01-05T%s:00Z\", \"systolic\": %d, \"diastolic\": 80}"
                                .formatted(time, systolic))
                .statusCode(201)
                .extract()
                .path("alerts.kind");
    }

    private ValidatableResponse step(String session, String step, String at, String more) {
        return as(NURSE)
                .header("Device-Time", clock.instant().plusSeconds(1200).toString())
                .body("{\"at\": \"%s\"%s}".formatted(at, more))
                .post("/v1/sessions/{id}/" + step, session)
                .then();
    }

    private static ValidatableResponse amend(String id, String body) {
        return as(NURSE).body(body).post("/v1/vitals/{id}/amend", id).then().statusCode(200);
    }

    private static ValidatableResponse resolve(String id, String at) {
        return as(NURSE)
                .body("{\"resolvedAt\": \"%s\"}".formatted(at))
                .post("/v1/side-effects/{id}/resolve", id)
                .then();
    }
}
