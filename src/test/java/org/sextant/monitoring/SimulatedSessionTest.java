package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

/** Whole sessions by a virtual clock: every alert at its minute, and none twice. */
@QuarkusTest
class SimulatedSessionTest {

    /** Long ago, so that no other test's session is due by this clock. */
    private static final String MORNING = "2021-03-01T09:00:00Z";

    @Inject
    Monitor monitor;

    @Test
    void everyAlertFiresAtItsMinuteAndNoneTwice() {
        var session = session("iv-ketamine-0.5")
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}")
                .reading(25, 150, 90, 80, 97)
                .reading(35, 158, 95, 90, 93)
                .reading(45, 160, 95, 95, 91)
                .reading(55, 185, 112, 131, 95)
                .step(55, "infusion/end", "{\"administeredMg\": 36, \"lot\": \"KT-1\"}")
                .reading(88, 150, 85, 90, 97)
                .reading(103, 130, 80, 80, 97)
                .reading(115, 124, 80, 72, 98);
        session.then(80, () -> sideEffect(session, 80, 100))
                .then(118, () -> Treatment.seeAlerts(session.id()))
                .step(120, "discharge", "{\"criteria\": " + Treatment.CRITERIA_MET + "}");

        session.runTo(140);

        assertThat(session.raised())
                .isEqualTo(Map.of(
                        35, Set.of("SPO2_LOW"),
                        45, Set.of("SYSTOLIC_RISE"),
                        55, Set.of("SYSTOLIC_HIGH", "DIASTOLIC_HIGH", "HEART_RATE_HIGH"),
                        75, Set.of("VITALS_OVERDUE"),
                        80, Set.of("SERIOUS_SIDE_EFFECT")));
        assertThat(session.alerts()).hasSize(7);
        assertThat(session.alerts("SPO2_LOW"))
                .singleElement()
                .satisfies(alert -> assertThat(alert)
                        .containsEntry("severity", "CRITICAL")
                        .containsEntry("value", 91)
                        .containsEntry("limit", 92)
                        .containsEntry("version", 3));
        assertThat(session.alerts("SYSTOLIC_RISE"))
                .singleElement()
                .satisfies(alert -> assertThat(alert).containsEntry("value", 185));
        assertThat(session.alerts("VITALS_OVERDUE"))
                .singleElement()
                .satisfies(alert -> assertThat(alert)
                        .containsEntry("status", "CLEARED")
                        .containsEntry("dueAt", session.at(70).toString()));
        as(NURSE).get("/v1/sessions/{id}", session.id()).then().body("status", equalTo("DISCHARGED"));
    }

    @Test
    void aRateErrorIsCaughtAtItsMinute() {
        var session = session("iv-ketamine-0.5")
                .step(0, "check-in", "{\"weightKg\": 70}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}");
        session.then(
                        16,
                        () -> isProblem(
                                        as(NURSE)
                                                .body("{\"mgPerHour\": 600, \"reason\": \"Typed in wrong\"}")
                                                .post("/v1/sessions/{id}/infusion/rate", session.id())
                                                .then(),
                                        409,
                                        "safety-rule")
                                .body("rules.rule", contains("RATE_LIMIT", "TOTAL_DOSE")))
                .step(16, "infusion/rate", "{\"mgPerHour\": 60, \"reason\": \"As ordered\"}")
                .reading(25, 125, 80, 70, 98)
                .reading(35, 125, 80, 70, 98)
                .reading(45, 125, 80, 70, 98)
                .step(55, "infusion/end", "{\"administeredMg\": 380, \"lot\": \"KT-1\"}");

        session.runTo(56);

        assertThat(session.raised()).isEqualTo(Map.of(55, Set.of("DOSE_EXCEEDED")));
        assertThat(session.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert)
                        .containsEntry("severity", "CRITICAL")
                        .containsEntry("value", 5.429)
                        .containsEntry("limit", 1.5));
    }

    @Test
    void theNextReadingIsKeptOnTheSessionAndTheBoard() {
        var session = session("iv-ketamine-0.5")
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}")
                .reading(24, 125, 80, 70, 98)
                .reading(34, 125, 80, 70, 98)
                .reading(44, 125, 80, 70, 98)
                .reading(54, 125, 80, 70, 98)
                .step(55, "infusion/end", "{\"administeredMg\": 36}");

        session.runTo(14);
        nextDue(session).body("nextVitalsDueAt", nullValue());
        session.runTo(15);
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(25).toString()));
        session.runTo(24);
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(34).toString()));
        as(NURSE)
                .queryParam("from", session.at(0).toString())
                .queryParam("to", session.at(1).toString())
                .get("/v1/sessions")
                .then()
                .body(
                        "items.find {it.id == '%s'}.nextVitalsDueAt".formatted(session.id()),
                        equalTo(session.at(34).toString()));
        session.runTo(55);
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(69).toString()));
    }

    @Test
    void eachMissedReadingIsOneAlertAlsoAfterAStandstillAndWithManyReplicas() throws Exception {
        var course = Treatment.activeCourse();
        var clock = VirtualClock.stoppedAt(MORNING);
        var session = new SimulatedSession(course, clock, monitor)
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}");
        session.runTo(15);

        clock.advance(Duration.ofMinutes(34));
        lookAtOnce(12);

        assertThat(session.alerts("VITALS_OVERDUE"))
                .extracting(alert -> alert.get("dueAt"))
                .containsExactly(
                        session.at(25).toString(),
                        session.at(35).toString(),
                        session.at(45).toString());
        clock.advance(Duration.ofSeconds(1));
        Treatment.create("/v1/sessions/" + session.id() + "/vitals", """
                {"takenAt": "%s", "absentReason": "REFUSED"}""".formatted(clock.instant()));
        assertThat(session.alerts()).extracting(alert -> alert.get("status")).containsOnly("CLEARED");
        lookAtOnce(4);
        assertThat(session.alerts()).hasSize(3);
        as(PRESCRIBER)
                .body("{\"reason\": \"Another patient's\"}")
                .post(
                        "/v1/vitals/{id}/retract",
                        as(NURSE).get("/v1/sessions/{id}/vitals", session.id()).<String>path("items[1].id"))
                .then()
                .statusCode(200);
        assertThat(session.alerts()).extracting(alert -> alert.get("status")).containsOnly("OPEN");
    }

    @Test
    void aReadingThatWasTakenInTimeAndCameLateWithdrawsItsAlert() {
        var session = session("iv-ketamine-0.5")
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}")
                .reading(36, 120, 80, 70, 98);
        session.runTo(38);
        assertThat(session.raised()).isEqualTo(Map.of(30, Set.of("VITALS_OVERDUE")));

        session.then(39, () -> Treatment.goodReading(session.id(), session.at(26)));
        session.runTo(40);

        assertThat(session.alerts("VITALS_OVERDUE"))
                .singleElement()
                .satisfies(alert -> assertThat(alert)
                        .containsEntry("status", "WITHDRAWN")
                        .containsEntry("closedReason", "A reading that came in later"));
    }

    /** Forty minutes after the dose a pressure and a pulse are read, but no SpO2; the SpO2 of then arrives late. */
    @Test
    void anAbsentSpo2IsOverdueAlthoughAPulseWasReadAndALateOneWithdrawsIt() {
        var session = dosed();
        session.vitals(41, "\"systolic\": 130, \"diastolic\": 80, \"heartRate\": 70")
                .runTo(41);
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(41).toString()));
        session.runTo(46);

        assertThat(session.raised()).isEqualTo(Map.of(46, Set.of("VITALS_OVERDUE")));
        assertThat(session.alerts("VITALS_OVERDUE"))
                .singleElement()
                .satisfies(
                        alert -> assertThat(alert)
                                .containsEntry("status", "OPEN")
                                .containsEntry("missing", List.of("SPO2"))
                                .containsEntry("dueAt", session.at(41).toString())
                                .containsEntry(
                                        "detail",
                                        "A reading of SpO2 was due at 09:41 on 2021-03-01 and was still missing 5 minutes later."));
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(81).toString()));

        session.then(47, () -> record(session, 44, "\"spo2\": 97")).runTo(47);

        assertThat(session.alerts("VITALS_OVERDUE"))
                .singleElement()
                .satisfies(alert -> assertThat(alert)
                        .containsEntry("status", "WITHDRAWN")
                        .containsEntry("closedReason", "A reading that came in later"));
        nextDue(session).body("nextVitalsDueAt", equalTo(session.at(84).toString()));
    }

    /** Nothing at forty minutes: one alert. What comes in of it leaves an alert of the rest, which the rest clears. */
    @Test
    void whatIsMissingOfAMissedReadingIsNamedAndOnlyThatMakesUpForIt() {
        var session = dosed();
        session.runTo(46);
        assertThat(session.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert).containsEntry("missing", List.of("BLOOD_PRESSURE", "SPO2")));

        session.then(47, () -> record(session, 42, "\"spo2\": 97")).runTo(47);
        assertThat(session.alerts()).extracting(alert -> alert.get("status")).containsExactly("WITHDRAWN", "OPEN");
        assertThat(session.alerts().get(1))
                .containsEntry("missing", List.of("BLOOD_PRESSURE"))
                .containsEntry("dueAt", session.at(41).toString());

        session.vitals(50, "\"heartRate\": 70").runTo(50);
        assertThat(session.alerts().get(1)).containsEntry("status", "OPEN");
        session.vitals(51, "\"systolic\": 130, \"diastolic\": 80").runTo(52);
        assertThat(session.alerts().get(1))
                .containsEntry("status", "CLEARED")
                .containsEntry("closedReason", "A reading was taken");
        assertThat(session.alerts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{SPO2 named} | \"systolic\": 130, \"diastolic\": 80, \"absentReason\": \"DEVICE_ERROR\", \"absentKinds\": [\"SPO2\"] | 0",
                "{nothing taken} | \"absentReason\": \"REFUSED\" | 0",
                "{nothing named} | \"systolic\": 130, \"diastolic\": 80, \"absentReason\": \"DEVICE_ERROR\" | 1"
            })
    void whatStaffStateAsAbsentIsNotMissed(String name, String values, int alerts) {
        var session = dosed();
        session.vitals(41, values).runTo(60);

        assertThat(session.alerts())
                .as(name)
                .hasSize(alerts)
                .allSatisfy(alert -> assertThat(alert).containsEntry("missing", List.of("SPO2")));
    }

    /** A spray given at minute 1 by a protocol that requires an SpO2 every 40 minutes and a pressure at minute 40. */
    private SimulatedSession dosed() {
        var code = "zz-" + UUID.randomUUID();
        as(PRESCRIBER).body("""
                {"name": "Clinic's own", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56},
                 "plannedSessions": 8, "minDaysBetweenSessions": 2,
                 "monitoring": {"everyMinutesAfter": 40, "graceMinutes": 5, "requires": ["SPO2"],
                                "requiresBloodPressureAtMinutes": [40]}}""").put("/v1/protocols/{code}", code).then().statusCode(201);
        return session(code)
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(0, 120, 80, 70, 98)
                .step(1, "infusion/start", "{}")
                .runTo(1);
    }

    private static void record(SimulatedSession session, int minute, String values) {
        Treatment.create(
                "/v1/sessions/" + session.id() + "/vitals",
                "{\"takenAt\": \"%s\", %s}".formatted(session.at(minute), values));
    }

    @Test
    void nobodyGoesHomeEarlyByAClockThatRunsAhead() {
        var session = session("iv-ketamine-0.5")
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, 120, 80, 70, 98)
                .step(15, "infusion/start", "{}")
                .step(55, "infusion/end", "{\"administeredMg\": 36}")
                .reading(109, 120, 80, 70, 98);
        var body = "{\"at\": \"%s\", \"criteria\": %s}".formatted(session.at(115), Treatment.CRITERIA_MET);
        session.then(
                        110,
                        () -> isProblem(
                                        as(NURSE)
                                                .body(body)
                                                .post("/v1/sessions/{id}/discharge", session.id())
                                                .then(),
                                        409,
                                        "safety-rule")
                                .body("rules.rule", contains("OBSERVATION_COMPLETE"))
                                .body("rules[0].inputs.minutes", equalTo(55)))
                .step(115, "discharge", body);

        session.runTo(115);

        as(NURSE)
                .get("/v1/sessions/{id}", session.id())
                .then()
                .body("status", equalTo("DISCHARGED"))
                .body("dischargedAt", equalTo(session.at(115).toString()));
    }

    /** The patient falls asleep after the end; what is corrected after the discharge changes no verdict of it. */
    @Test
    void sedationAfterTheEndKeepsThePatientAndALaterCorrectionChangesNoVerdict() {
        var sleepy = UUID.randomUUID().toString();
        var session = session("intranasal-esketamine-56")
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(10, UUID.randomUUID().toString(), 14, 5)
                .step(15, "infusion/start", "{}")
                .step(20, "infusion/end", "{\"administeredMg\": 56, \"lot\": \"SP-1\"}")
                .reading(55, UUID.randomUUID().toString(), 14, 5)
                .reading(95, UUID.randomUUID().toString(), 14, 5)
                .reading(134, sleepy, 9, 2);
        session.runTo(135);
        discharge(session)
                .statusCode(409)
                .body("rules.rule", contains("SEDATION_RESOLVED", "BREATHING_NORMAL", "ALERTS_SEEN"));
        Treatment.seeAlerts(session.id());
        discharge(session).statusCode(409).body("rules.rule", contains("SEDATION_RESOLVED", "BREATHING_NORMAL"));
        as(PRESCRIBER)
                .body("{\"criteria\": %s, \"overrideReason\": \"Assessed by me at the door\"}"
                        .formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session.id())
                .then()
                .statusCode(200);

        as(PRESCRIBER)
                .body("{\"sedation\": 5, \"respiratoryRate\": 14, \"reason\": \"Another patient's values\"}")
                .post("/v1/vitals/{id}/amend", sleepy)
                .then()
                .statusCode(200);
        as(NURSE)
                .get("/v1/sessions/{id}", session.id())
                .then()
                .body(
                        "dischargeVerdicts.findAll {it.outcome == 'BLOCK'}.rule",
                        contains("SEDATION_RESOLVED", "BREATHING_NORMAL"));
        assertThat(session.raised()).isEqualTo(Map.of(134, Set.of("SEDATION_DEEP", "RESPIRATORY_RATE_LOW")));
        assertThat(session.alerts("SEDATION_DEEP"))
                .singleElement()
                .satisfies(alert -> assertThat(alert).containsEntry("status", "WITHDRAWN"));
    }

    private static ValidatableResponse discharge(SimulatedSession session) {
        return as(NURSE)
                .body("{\"disposition\": \"HOME\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session.id())
                .then();
    }

    @Test
    void aChangedLimitLeavesTheOldSessionAlone() {
        var code = "zz-" + UUID.randomUUID();
        as(PRESCRIBER)
                .body(protocol(180))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(201);
        var oldCourse = Treatment.activeCourse(code);
        as(PRESCRIBER)
                .header("If-Match", "\"1\"")
                .body(protocol(140))
                .put("/v1/protocols/{code}", code)
                .then()
                .statusCode(200);
        var newCourse = Treatment.activeCourse(code);
        var clock = VirtualClock.stoppedAt(MORNING);

        var before = begun(oldCourse, clock).reading(5, 150, 90, 70, 98).runTo(5);
        var after = begun(newCourse, clock).reading(5, 150, 90, 70, 98).runTo(5);

        assertThat(before.alerts()).isEmpty();
        assertThat(after.alerts("SYSTOLIC_HIGH"))
                .singleElement()
                .satisfies(alert -> assertThat(alert).containsEntry("limit", 140));
    }

    private SimulatedSession begun(String course, VirtualClock clock) {
        return new SimulatedSession(course, clock, monitor)
                .step(0, "check-in", "{\"weightKg\": 72}")
                .reading(0, 120, 80, 70, 98)
                .step(1, "infusion/start", "{}")
                .runTo(1);
    }

    private SimulatedSession session(String protocol) {
        return new SimulatedSession(Treatment.activeCourse(protocol), VirtualClock.stoppedAt(MORNING), monitor);
    }

    private static String protocol(int alertSystolicAbove) {
        return """
                {"name": "Clinic's own", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5}, "infusionMinutes": 40,
                 "plannedSessions": 6, "minDaysBetweenSessions": 2, "limits": {"alertSystolicAbove": %d}}""".formatted(alertSystolicAbove);
    }

    private static ValidatableResponse nextDue(SimulatedSession session) {
        return as(NURSE).get("/v1/sessions/{id}", session.id()).then().statusCode(200);
    }

    private static void sideEffect(SimulatedSession session, int onset, int end) {
        Treatment.create("/v1/sessions/" + session.id() + "/side-effects", """
                {"effect": "AGITATION", "severity": "SEVERE", "serious": true, "onsetAt": "%s"}""".formatted(session.at(onset)));
        session.then(
                end,
                () -> as(NURSE)
                        .body("{\"resolvedAt\": \"%s\"}".formatted(session.at(end)))
                        .post(
                                "/v1/side-effects/{id}/resolve",
                                as(NURSE)
                                        .get("/v1/sessions/{id}/side-effects", session.id())
                                        .<String>path("items[0].id"))
                        .then()
                        .statusCode(200));
    }

    /** As many replicas would: each look holds the locks of its own transactions. */
    private void lookAtOnce(int replicas) throws Exception {
        var pool = Executors.newFixedThreadPool(replicas);
        try {
            var looks = new ArrayList<Callable<Void>>();
            for (var i = 0; i < replicas; i++) {
                looks.add(() -> {
                    monitor.checkOverdueSessions();
                    return null;
                });
            }
            for (var look : List.copyOf(pool.invokeAll(looks))) {
                look.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
