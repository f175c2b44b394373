package org.sextant.chart.infusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/** The dose of a patient of 70 kg: 0.5 mg/kg over 40 minutes are 35 mg at 52.5 mg/h, from 09:15 on. */
@QuarkusTest
class DoseLimitTest {

    private static final String OVERRIDE = ", \"overrideReason\": \"Anaesthetist present\"";

    private String protocol;
    private String course;
    private String session;

    @BeforeEach
    void theDrugRuns() {
        theDrugRuns("1.5");
    }

    private void theDrugRuns(String refuseAboveMgPerKg) {
        protocol = "zz-" + UUID.randomUUID();
        as(PRESCRIBER)
                .body("""
                        {"name": "Clinic's own", "drug": "KETAMINE", "route": "IV", "infusionMinutes": 40, "plannedSessions": 6,
                         "minDaysBetweenSessions": 2,
                         "dose": {"mgPerKg": 0.5, "warnAboveMgPerKg": 1.0, "refuseAboveMgPerKg": %s,
                                  "refuseAboveMgPerKgPerHour": 2.25}}""".formatted(refuseAboveMgPerKg))
                .put("/v1/protocols/{code}", protocol)
                .then()
                .statusCode(201);
        course = Treatment.activeCourse(protocol);
        session = started("2026-01-05", "");
    }

    @Test
    void aRateErrorIsRefusedBeforeItRuns() {
        isProblem(rate(NURSE, "09:16", "165", ""), 409, "safety-rule")
                .body("rules.rule", contains("RATE_LIMIT", "TOTAL_DOSE"))
                .body("rules.outcome", contains("BLOCK", "BLOCK"))
                .body("rules[0].inputs.mgPerKgPerHour.toDouble()", closeTo(2.357, 0))
                .body("rules[0].limit.refuseAboveMgPerKgPerHour.toDouble()", closeTo(2.25, 0))
                .body("rules[1].inputs.projectedMg.toDouble()", closeTo(108.13, 0))
                .body("rules[1].inputs.projectedMgPerKg.toDouble()", closeTo(1.545, 0))
                .body("rules[1].limit.refuseAboveMgPerKg.toDouble()", closeTo(1.5, 0));
        read().body("infusion.mgPerHour*.toDouble()", contains(52.5));

        rate(NURSE, "09:16", "150", "")
                .statusCode(200)
                .body("infusion[0].verdicts", nullValue())
                .body("infusion[1].verdicts.rule", contains("TOTAL_DOSE"))
                .body("infusion[1].verdicts.outcome", contains("WARN"))
                .body("infusion[1].verdicts[0].inputs.projectedMgPerKg.toDouble()", closeTo(1.405, 0));
        step(NURSE, "pause", "{\"at\": \"2026-01-05T09:17:00Z\"}").statusCode(200);
        step(NURSE, "resume", "{\"at\": \"2026-01-05T09:18:00Z\"}").statusCode(200);
        overrides(0);
    }

    @Test
    void aPrescriberMayGoOnAndThatIsCounted() {
        isProblem(rate(NURSE, "09:16", "165", OVERRIDE), 403, "forbidden");
        rate(PRESCRIBER, "09:16", "165", OVERRIDE)
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("infusion[1].overrideReason", equalTo("Anaesthetist present"))
                .body("infusion[1].verdicts.outcome", contains("BLOCK", "BLOCK"));
        overrides(1);
        as(PRESCRIBER)
                .get("/v1/reports/safety?groupBy=protocol")
                .then()
                .statusCode(200)
                .body("groups.find { it.group == '%s' }.overrides.doses".formatted(protocol), equalTo(1))
                .body("groups.find { it.group == '%s' }.overrides.starts".formatted(protocol), equalTo(0))
                .body(
                        "groups.find { it.group == '%s' }.overrides.byRule.rule".formatted(protocol),
                        contains("RATE_LIMIT", "TOTAL_DOSE"));

        rate(NURSE, "09:17", "160", "").statusCode(200).body("infusion[2].verdicts.outcome", contains("WARN", "WARN"));
        step(NURSE, "pause", "{\"at\": \"2026-01-05T09:18:00Z\"}").statusCode(200);
        isProblem(step(NURSE, "resume", "{\"at\": \"2026-01-05T09:19:00Z\"}"), 409, "safety-rule")
                .body("rules.rule", contains("RATE_LIMIT"));
        step(PRESCRIBER, "resume", "{\"at\": \"2026-01-05T09:19:00Z\"%s}".formatted(OVERRIDE))
                .statusCode(200);
        overrides(2);
    }

    /**
     * With 1.0 mg/kg in all and 2.25 mg/kg/h: 110 mg/h from 09:20 come to 68.5 mg, and 150 mg/h from 09:35 to 67.5 mg, each
     * after 52.5 mg/h; both together to 81.9 mg, above 70 mg. The one that comes second is refused by the total, or,
     * where it lies before the first, because a step does not lie before the step that it follows.
     */
    @Test
    void ofTwoRatesThatComeToTooMuchTogetherOneIsRefused() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 8; round++) {
                theDrugRuns("1.0");
                var together = new CyclicBarrier(2);
                var earlier = pool.submit(() -> raced(together, rateBody("09:20", "110", "")));
                var later = pool.submit(() -> raced(together, rateBody("09:35", "150", "")));

                if (earlier.get().status() == 200) {
                    assertThat(later.get().isProblem(409, "safety-rule"))
                            .as(later.get().body())
                            .isTrue();
                    assertThat(later.get().json().path("rules").findValuesAsText("rule"))
                            .containsExactly("TOTAL_DOSE");
                } else {
                    assertThat(later.get().status()).isEqualTo(200);
                    assertThat(earlier.get().isProblem(422, "invalid")).isTrue();
                }
                read().body("infusion.size()", equalTo(2));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void eachOfTheTwoRatesAloneIsAllowed() {
        for (var body : List.of(rateBody("09:20", "110", ""), rateBody("09:35", "150", ""))) {
            theDrugRuns("1.0");
            step(NURSE, "rate", body).statusCode(200);
        }
    }

    private Answer raced(CyclicBarrier together, String body) throws Exception {
        together.await();
        return LightClient.as(NURSE).body(body).post("/v1/sessions/" + session + "/infusion/rate");
    }

    @Test
    void anOverrideThatIsSentAgainCountsOnce() {
        var key = UUID.randomUUID().toString();
        for (var i = 0; i < 2; i++) {
            as(PRESCRIBER)
                    .header("Idempotency-Key", key)
                    .body(rateBody("09:16", "165", OVERRIDE))
                    .post("/v1/sessions/{id}/infusion/rate", session)
                    .then()
                    .statusCode(200)
                    .body("infusion.mgPerHour*.toDouble()", contains(52.5, 165.0));
        }
        overrides(1);
    }

    @Test
    void anEndAboveTheLimitIsTakenAndRaisesAnAlert() {
        step(NURSE, "end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 380, \"lot\": \"KT-1\"}")
                .statusCode(200)
                .body("administeredMg", equalTo(380))
                .body("givenMgPerKg.toDouble()", closeTo(5.429, 0));

        as(NURSE)
                .queryParam("sessionId", session)
                .get("/v1/alerts")
                .then()
                .body("items.kind", contains("DOSE_EXCEEDED"))
                .body("items.severity", contains("CRITICAL"))
                .body("items.status", contains("OPEN"))
                .body("items[0].value.toDouble()", closeTo(5.429, 0))
                .body("items[0].limit.toDouble()", closeTo(1.5, 0));
        summary()
                .body("overrides.doses", equalTo(1))
                .body("sessions.overrides", equalTo(1))
                .body("doses[0].mgPerKg.toDouble()", closeTo(0.5, 0))
                .body("doses[0].givenMgPerKg.toDouble()", closeTo(5.429, 0));
        row("sessions")
                .body("items[0].mgPerKg.toDouble()", closeTo(0.5, 0))
                .body("items[0].administeredMg", equalTo(380))
                .body("items[0].givenMgPerKg.toDouble()", closeTo(5.429, 0));
        row("courses")
                .body("items[0].meanPlannedMgPerKg.toDouble()", closeTo(0.5, 0))
                .body("items[0].meanGivenMgPerKg.toDouble()", closeTo(5.429, 0))
                .body("items[0].totalMg", equalTo(380));
    }

    @Test
    void anOverriddenRateCoversItsEnd() {
        rate(PRESCRIBER, "09:16", "165", OVERRIDE).statusCode(200);
        step(NURSE, "end", "{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 108.13, \"lot\": \"KT-1\"}")
                .statusCode(200)
                .body("givenMgPerKg.toDouble()", closeTo(1.545, 0));

        as(NURSE)
                .queryParam("sessionId", session)
                .get("/v1/alerts")
                .then()
                .body("items.kind", contains("DOSE_EXCEEDED"));
        overrides(1);
    }

    @Test
    void aStartIsEvaluatedByTheSameRules() {
        home(session, "2026-01-05");
        var heavy = ready("2026-01-12");
        isProblem(start(NURSE, heavy, "2026-01-12", ", \"mgPerKg\": 1.6, \"doseReason\": \"x\""), 409, "safety-rule")
                .body("rules.rule", contains("DOSE_LIMIT", "RATE_LIMIT", "TOTAL_DOSE"));
        start(NURSE, heavy, "2026-01-12", ", \"mgPerKg\": 1.5, \"doseReason\": \"Little effect\"")
                .statusCode(200)
                .body("startVerdicts.findAll { it.outcome == 'BLOCK' }", empty())
                .body("startVerdicts.rule.contains('TOTAL_DOSE')", equalTo(true))
                .body("startVerdicts.rule.contains('RATE_LIMIT')", equalTo(false));
    }

    @Test
    void anotherDoseThanLastTimeNeedsAReason() {
        home(session, "2026-01-05");
        var second = ready("2026-01-12");
        isProblem(start(NURSE, second, "2026-01-12", ", \"mgPerKg\": 0.6"), 422, "invalid")
                .body("errors.pointer", contains("/doseReason"));
        start(NURSE, second, "2026-01-12", ", \"mgPerKg\": 0.6, \"doseReason\": \"Little effect\"")
                .statusCode(200)
                .body("doseReason", equalTo("Little effect"))
                .body("givenMgPerKg", nullValue());

        home(second, "2026-01-12");
        var third = ready("2026-01-19");
        isProblem(start(NURSE, third, "2026-01-19", ""), 422, "invalid")
                .body("errors.pointer", contains("/doseReason"));
        start(NURSE, third, "2026-01-19", ", \"mgPerKg\": 0.600")
                .statusCode(200)
                .body("doseReason", nullValue());
        row("sessions")
                .body("items.find { it.number == 2 }.doseReason", equalTo("Little effect"))
                .body("items.find { it.number == 3 }.doseReason", nullValue());
    }

    private String started(String day, String members) {
        var id = ready(day);
        start(NURSE, id, day, members)
                .statusCode(200)
                .body("plannedDoseMg", equalTo(35))
                .body("plannedMgPerHour.toDouble()", closeTo(52.5, 0));
        return id;
    }

    /** Ends the drug and lets the patient go. */
    private static void home(String id, String day) {
        Treatment.step(
                id,
                "infusion/end",
                "{\"at\": \"%sT09:55:00Z\", \"administeredMg\": 35, \"lot\": \"KT-1\"}".formatted(day));
        as(PRESCRIBER)
                .body("{\"at\": \"%sT11:00:00Z\", \"criteria\": {}%s}".formatted(day, OVERRIDE))
                .post("/v1/sessions/{id}/discharge", id)
                .then()
                .statusCode(200);
    }

    private String ready(String day) {
        var id = Treatment.scheduled(course, day);
        Treatment.step(id, "check-in", "{\"at\": \"%sT09:00:00Z\", \"weightKg\": 70}".formatted(day));
        Treatment.goodReading(id, day + "T09:10:00Z");
        return id;
    }

    private static ValidatableResponse start(String role, String id, String day, String members) {
        return as(role).body("{\"at\": \"%sT09:15:00Z\"%s}".formatted(day, members))
                .post("/v1/sessions/{id}/infusion/start", id)
                .then();
    }

    private ValidatableResponse rate(String role, String at, String mgPerHour, String members) {
        return step(role, "rate", rateBody(at, mgPerHour, members));
    }

    private static String rateBody(String at, String mgPerHour, String members) {
        return "{\"at\": \"2026-01-05T%s:00Z\", \"mgPerHour\": %s, \"reason\": \"As ordered\"%s}"
                .formatted(at, mgPerHour, members);
    }

    private ValidatableResponse step(String role, String step, String body) {
        return as(role).body(body)
                .post("/v1/sessions/{id}/infusion/{step}", session, step)
                .then();
    }

    private ValidatableResponse read() {
        return as(NURSE).get("/v1/sessions/{id}", session).then().statusCode(200);
    }

    private ValidatableResponse summary() {
        return as(NURSE).get("/v1/courses/{id}/summary", course).then().statusCode(200);
    }

    private void overrides(int doses) {
        summary().body("overrides.doses", equalTo(doses)).body("sessions.overrides", equalTo(doses));
    }

    /** The rows of the course, found by its label. */
    private ValidatableResponse row(String report) {
        Treatment.label(course, protocol);
        return as(PRESCRIBER)
                .get("/v1/reports/{report}?label={label}", report, protocol)
                .then()
                .statusCode(200);
    }
}
