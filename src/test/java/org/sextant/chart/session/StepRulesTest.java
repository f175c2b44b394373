package org.sextant.chart.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Treatment;

/** The protocol's rules hold steps back, say why, and let a prescriber go on with a reason. */
@QuarkusTest
class StepRulesTest {

    private static final String START = "{\"at\": \"2026-01-05T09:15:00Z\"}";

    @Test
    void theStartNeedsABaseline() {
        isProblem(start(Treatment.checkedIn()), 409, "safety-rule")
                .body("rules.rule", contains("BASELINE_TAKEN"))
                .body("rules[0].outcome", equalTo("BLOCK"))
                .body("rules[0].detail", equalTo("No blood pressure was taken before the start."))
                .body("rules[0].limit.baselineWithinMinutes", equalTo(30))
                .body("rules[0].overridableBy", equalTo("PRESCRIBER"));
        var session = Treatment.checkedIn();
        reading(session, "08:44", 120, 80);
        isProblem(start(session), 409, "safety-rule")
                .body("rules.rule", contains("BASELINE_TAKEN"))
                .body("rules[0].inputs.takenAt", equalTo("2026-01-05T08:44:00Z"));
        reading(session, "08:45", 120, 80);
        start(session).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "161, 90, BASELINE_SYSTOLIC, holdSystolicAbove, 160",
        "89, 60, BASELINE_SYSTOLIC, holdSystolicBelow, 90",
        "150, 101, BASELINE_DIASTOLIC, holdDiastolicAbove, 100"
    })
    void theStartIsHeldByTheBloodPressure(int systolic, int diastolic, String rule, String limit, int value) {
        var session = Treatment.checkedIn();
        reading(session, "09:05", systolic, diastolic);

        isProblem(start(session), 409, "safety-rule")
                .body("rules.rule", contains(rule))
                .body("rules[0].limit." + limit, equalTo(value));
    }

    @Test
    void aWarningHoldsNothingAndIsKept() {
        var session = Treatment.checkedIn();
        reading(session, "09:05", 141, 91);

        start(session)
                .statusCode(200)
                .body("startVerdicts.outcome", everyItem(equalTo("WARN")))
                .body(
                        "startVerdicts.rule",
                        containsInAnyOrder(
                                "BASELINE_SYSTOLIC", "BASELINE_DIASTOLIC", "BASELINE_SPO2", "BASELINE_HEART_RATE"));
    }

    @Test
    void theNextSessionWaits() {
        var course = Treatment.activeCourse();
        Treatment.discharged(course, "2026-01-05");
        var tooSoon = Treatment.ready(course, "2026-01-06");
        isProblem(
                        as(NURSE)
                                .body("{\"at\": \"2026-01-06T09:15:00Z\"}")
                                .post("/v1/sessions/{id}/infusion/start", tooSoon)
                                .then(),
                        409,
                        "safety-rule")
                .body("rules.rule", contains("DAYS_BETWEEN_SESSIONS"))
                .body("rules[0].inputs.days", equalTo(1))
                .body("rules[0].limit.minDaysBetweenSessions", equalTo(2));
        Treatment.step(tooSoon, "cancel", "{\"reason\": \"Too soon\"}");

        Treatment.infusing(course, "2026-01-07");
    }

    @Test
    void lateEntryDoesNotPutASessionTooCloseBeforeAnother() {
        var course = Treatment.activeCourse();
        Treatment.discharged(course, "2026-01-08");

        isProblem(
                        as(NURSE)
                                .body("{\"at\": \"2026-01-07T09:15:00Z\"}")
                                .post("/v1/sessions/{id}/infusion/start", Treatment.ready(course, "2026-01-07"))
                                .then(),
                        409,
                        "safety-rule")
                .body("rules.rule", contains("DAYS_BETWEEN_SESSIONS"));
    }

    @Test
    void aPrescriberGoesOnWithAReasonThatIsKeptWithTheVerdicts() {
        var session = Treatment.checkedIn();
        var short9 = "{\"at\": \"2026-01-05T09:15:00Z\", \"overrideReason\": \"123456789\"}";
        var override = "{\"at\": \"2026-01-05T09:15:00Z\", \"overrideReason\": \"1234567890\"}";
        isProblem(
                as(NURSE)
                        .body(override)
                        .post("/v1/sessions/{id}/infusion/start", session)
                        .then(),
                403,
                "forbidden");
        isProblem(
                        as(PRESCRIBER)
                                .body(short9)
                                .post("/v1/sessions/{id}/infusion/start", session)
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/overrideReason"));

        as(PRESCRIBER)
                .body(override)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("startOverrideReason", equalTo("1234567890"))
                .body("startVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("BASELINE_TAKEN"));
        String course = as(NURSE).get("/v1/sessions/{id}", session).path("courseId");
        as(NURSE).get("/v1/courses/{id}/summary", course).then().body("sessions.overrides", equalTo(1));
    }

    /** Verdicts are kept as JSON, whose numbers come back in other types: that must not look like another change. */
    @Test
    void anOverriddenStepIsOneVersion() {
        var session = Treatment.checkedIn();
        as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", \"mgPerKg\": 2, \"overrideReason\": \"As discussed\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("startVerdicts.rule", hasItems("BASELINE_TAKEN", "DOSE_LIMIT", "DOSE_CAP"));
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36}");

        as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T10:00:00Z\", \"criteria\": %s, \"overrideReason\": \"Moved to a ward\"}"
                        .formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session)
                .then()
                .statusCode(200)
                .header("ETag", "\"5\"")
                .body("dischargeVerdicts.rule", hasItems("OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE"));
        Treatment.goodReading(session, "2026-01-05T10:05:00Z");
        as(NURSE).get("/v1/sessions/{id}", session).then().header("ETag", "\"5\"");
    }

    @Test
    void theChecksAreSeenBeforeOneTries() {
        var session = Treatment.checkedIn();
        check(session, "start")
                .statusCode(200)
                .body("step", equalTo("start"))
                .body("outcome", equalTo("BLOCK"))
                .body("verdicts.rule", hasItems("BASELINE_TAKEN", "DOSE_LIMIT", "DAYS_BETWEEN_SESSIONS"))
                .body("verdicts.find {it.rule == 'DOSE_LIMIT'}.outcome", equalTo("PASS"))
                .body("verdicts.find {it.rule == 'DOSE_LIMIT'}.overridableBy", nullValue())
                .body("verdicts.source", everyItem(not(emptyString())));
        isProblem(check(session, "discharge"), 409, "wrong-state").body("currentStatus", equalTo("CHECKED_IN"));
        isProblem(check(session, "lunch"), 400, "bad-request");

        check(Treatment.observing(), "discharge")
                .statusCode(200)
                .body("verdicts", hasSize(8))
                .body("verdicts.find {it.rule == 'ORIENTED'}.outcome", equalTo("WARN"))
                .body("verdicts.find {it.rule == 'ORIENTED'}.source", containsString("Aldrete"))
                .body("verdicts.find {it.rule == 'OBSERVATION_COMPLETE'}.outcome", equalTo("PASS"))
                .body("verdicts.find {it.rule == 'VITALS_NEAR_BASELINE'}.outcome", equalTo("BLOCK"));
    }

    @Test
    void aSessionThatIsKnownIsNotSentAgainUntilItsClockMoves() {
        var session = Treatment.infusing();
        var tag = as(NURSE).get("/v1/sessions/{id}", session).header("ETag");
        as(NURSE)
                .header("If-None-Match", tag)
                .get("/v1/sessions/{id}", session)
                .then()
                .statusCode(304);
    }

    @Test
    void thePatientStaysUntilObservedLongEnough() {
        var session = Treatment.observing();
        Treatment.goodReading(session, "2026-01-05T10:50:00Z");

        isProblem(discharge(session, "10:54:59"), 409, "safety-rule")
                .body("rules.rule", contains("OBSERVATION_COMPLETE"))
                .body("rules[0].inputs.minutes", equalTo(59))
                .body("rules[0].limit.observeMinutes", equalTo(60));
        discharge(session, "10:55:00").statusCode(200);
    }

    @Test
    void thePatientStaysWithoutFreshVitalsNearTheBaseline() {
        var session = Treatment.observing();
        reading(session, "10:45", 120, 80);
        isProblem(discharge(session, "11:00:01"), 409, "safety-rule")
                .body("rules.rule", contains("VITALS_NEAR_BASELINE"));
        reading(session, "10:50", 145, 80);
        isProblem(discharge(session, "11:00:00"), 409, "safety-rule")
                .body("rules.rule", contains("VITALS_NEAR_BASELINE"))
                .body("rules[0].inputs.baselineSystolic", equalTo(120));

        reading(session, "10:53", 85, 60);
        isProblem(discharge(session, "11:00:00"), 409, "safety-rule")
                .body("rules.rule", contains("VITALS_NEAR_BASELINE", "ALERTS_SEEN"));

        reading(session, "10:55", 144, 80);
        isProblem(discharge(session, "11:00:00"), 409, "safety-rule")
                .body("rules.rule", contains("ALERTS_SEEN"))
                .body("rules[0].inputs.open", contains("SYSTOLIC_LOW"));
        Treatment.seeAlerts(session);
        discharge(session, "11:00:00").statusCode(200);
    }

    @Test
    void thePatientStaysWhileASideEffectLasts() {
        var session = Treatment.observing();
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        var effect = Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "DIZZINESS", "severity": "MODERATE", "onsetAt": "2026-01-05T10:00:00Z"}""");
        isProblem(discharge(session, "11:00:00"), 409, "safety-rule")
                .body("rules.rule", contains("SIDE_EFFECTS_SETTLED"))
                .body("rules[0].inputs.lasting", contains("DIZZINESS"));

        as(NURSE)
                .body("{\"resolvedAt\": \"2026-01-05T10:59:00Z\"}")
                .post("/v1/side-effects/{id}/resolve", effect)
                .then()
                .statusCode(200);
        discharge(session, "11:00:00").statusCode(200).body("dischargeVerdicts.rule", hasItem("ESCORT_PRESENT"));
    }

    @Test
    void aDrugThatIsNotInfusedIsWatchedFromTheDoseOn() {
        var session = Treatment.observing(Treatment.activeCourse("intranasal-esketamine-56"));
        Treatment.goodReading(session, "2026-01-05T11:10:00Z");

        isProblem(discharge(session, "11:14:59"), 409, "safety-rule")
                .body("rules.rule", contains("OBSERVATION_COMPLETE"))
                .body("rules[0].limit.observeMinutes", equalTo(120));
        discharge(session, "11:15:00").statusCode(200);
    }

    private static void reading(String session, String time, int systolic, int diastolic) {
        Treatment.create(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"2026-01-05T%s:00Z\", \"systolic\": %d, \"diastolic\": %d}"
                        .formatted(time, systolic, diastolic));
    }

    private static ValidatableResponse start(String session) {
        return as(NURSE)
                .body(START)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    private static ValidatableResponse discharge(String session, String time) {
        return as(NURSE)
                .body("{\"at\": \"2026-01-05T%sZ\", \"criteria\": %s}".formatted(time, Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", session)
                .then();
    }

    private static ValidatableResponse check(String session, String step) {
        return as(NURSE)
                .queryParam("step", step)
                .get("/v1/sessions/{id}/checks", session)
                .then();
    }
}
