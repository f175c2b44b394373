package org.sextant.chart.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.CarefulTreatment;
import org.sextant.Treatment;

/** A patient goes home when the effects of the drug are over, or elsewhere for a reason. */
@QuarkusTest
class RecoveryTest {

    private static final String LEAVING = "2026-01-05T11:00:00Z";

    private String course;
    private String session;

    @BeforeEach
    void treat() {
        course = CarefulTreatment.activeCourse();
        session = CarefulTreatment.observing(course);
    }

    @Test
    void aPatientWhoIsNotAwakeStays() {
        reading("10:50:00", "\"respiratoryRate\": 14, \"spo2\": 98, \"sedation\": 4");
        isProblem(discharge(), 409, "safety-rule")
                .body("rules.rule", contains("SEDATION_RESOLVED"))
                .body("rules[0].inputs.sedation", equalTo(4))
                .body("rules[0].limit.vitalsWithinMinutes", equalTo(15))
                .body("rules[0].overridableBy", equalTo("PRESCRIBER"));

        reading("10:55:00", "\"respiratoryRate\": 14, \"spo2\": 98, \"sedation\": 5");
        discharge().statusCode(200).body("disposition", equalTo("HOME")).body("dischargeReason", nullValue());
    }

    @Test
    void anAssessmentOfTheSedationGrowsOld() {
        reading("10:44:00", "\"respiratoryRate\": 14, \"spo2\": 98, \"sedation\": 5");
        reading("10:55:00", "\"respiratoryRate\": 14, \"spo2\": 98");

        isProblem(discharge(), 409, "safety-rule")
                .body("rules.rule", contains("SEDATION_RESOLVED"))
                .body("rules[0].detail", equalTo("The sedation (MOAA/S) was not assessed in the last 15 minutes."));
    }

    @ParameterizedTest
    @CsvSource({
        "DISSOCIATION, DISSOCIATION_RESOLVED",
        "DROWSINESS, SEDATION_RESOLVED",
        "HYPOXIA, BREATHING_NORMAL",
        "RESPIRATORY_DEPRESSION, BREATHING_NORMAL"
    })
    void evenAMildEffectOfTheDrugKeepsThePatient(String effect, String rule) {
        goodReading();
        var id = Treatment.create(
                "/v1/sessions/" + session + "/side-effects",
                "{\"effect\": \"%s\", \"severity\": \"MILD\", \"onsetAt\": \"2026-01-05T10:00:00Z\"}"
                        .formatted(effect));
        isProblem(discharge(), 409, "safety-rule")
                .body("rules.rule", contains(rule))
                .body("rules[0].inputs.lasting", contains(effect));

        as(NURSE)
                .body("{\"resolvedAt\": \"2026-01-05T10:59:00Z\"}")
                .post("/v1/side-effects/{id}/resolve", id)
                .then()
                .statusCode(200);
        discharge().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"spo2\": 98, \"sedation\": 5",
                "\"respiratoryRate\": 14, \"sedation\": 5",
                "\"respiratoryRate\": 14, \"spo2\": 93, \"sedation\": 5"
            })
    void theBreathingIsMeasuredAndNormal(String measured) {
        reading("10:55:00", measured);

        isProblem(discharge(), 409, "safety-rule").body("rules.rule", hasItem("BREATHING_NORMAL"));
    }

    @Test
    void aCorrectedReadingLetsTheSameDischargePass() {
        var id = reading("10:55:00", "\"respiratoryRate\": 8, \"spo2\": 98, \"sedation\": 5");
        isProblem(discharge(), 409, "safety-rule")
                .body("rules.rule", contains("BREATHING_NORMAL", "ALERTS_SEEN"))
                .body("rules[0].inputs.respiratoryRate", equalTo(8))
                .body("rules[0].limit.alertRespiratoryRateBelow", equalTo(10))
                .body("rules[1].inputs.open", contains("RESPIRATORY_RATE_LOW"));

        amend(id, 18);
        discharge().statusCode(200).body("dischargeVerdicts.findAll {it.outcome == 'BLOCK'}", empty());
    }

    @Test
    void aCorrectionAfterTheDischargeLeavesTheVerdictsOfTheirTime() {
        var id = reading("10:55:00", "\"respiratoryRate\": 8, \"spo2\": 98, \"sedation\": 5");
        as(PRESCRIBER)
                .body("{\"at\": \"%s\", \"criteria\": %s, \"overrideReason\": \"Wrong count, seen by me\"}"
                        .formatted(LEAVING, CarefulTreatment.STATED))
                .post("/v1/sessions/{id}/discharge", session)
                .then()
                .statusCode(200);

        amend(id, 18);
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .body(
                        "dischargeVerdicts.findAll {it.outcome == 'BLOCK'}.rule",
                        contains("BREATHING_NORMAL", "ALERTS_SEEN"))
                .body("dischargeVerdicts.find {it.rule == 'BREATHING_NORMAL'}.inputs.respiratoryRate", equalTo(8));
    }

    @Test
    void anAlertThatNobodyHasSeenKeepsThePatient() {
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:40:00Z", "systolic": 192, "diastolic": 100}""");
        goodReading();
        isProblem(discharge(), 409, "safety-rule")
                .body("rules.rule", contains("ALERTS_SEEN"))
                .body("rules[0].inputs.open", contains("SYSTOLIC_HIGH"));

        var alert = as(NURSE)
                .get("/v1/alerts?sessionId=" + session)
                .then()
                .body("items[0].detail", equalTo("Systolic 192 mmHg is above 180 mmHg, at 09:40 on 2026-01-05."))
                .extract()
                .path("items[0].id");
        as(NURSE).post("/v1/alerts/{id}/acknowledge", alert).then().statusCode(200);
        discharge().statusCode(200);
    }

    @Test
    void whatTheChartDecidesMayBeStatedAndAFalseStatementKeepsThePatient() {
        goodReading();
        var stated = CarefulTreatment.STATED.replace("{", "{\"SEDATION_RESOLVED\": %s, ");
        isProblem(discharge(stated.formatted("false")), 409, "safety-rule")
                .body("rules.rule", contains("SEDATION_RESOLVED"))
                .body("rules[0].inputs.stated", equalTo(false));

        discharge(stated.formatted("true")).statusCode(200).body("criteria.SEDATION_RESOLVED", equalTo(true));
    }

    @Test
    void theOtherCriteriaMustBeStated() {
        goodReading();

        isProblem(discharge("{\"SEDATION_RESOLVED\": true}"), 422, "invalid").body("errors", hasSize(6));
        isProblem(step("{\"at\": \"%s\"}".formatted(LEAVING)), 422, "invalid")
                .body("errors.pointer", contains("/criteria"));
    }

    @ParameterizedTest
    @CsvSource({
        "HOSPITAL, CRITICAL, The patient was transferred to a hospital",
        "LEFT_AGAINST_ADVICE, WARNING, The patient left against advice",
        "DIED, CRITICAL, The patient died"
    })
    void aPatientWhoDoesNotGoHomeIsNeverKept(String disposition, String severity, String told) {
        reading("10:55:00", "\"respiratoryRate\": 8, \"spo2\": 80, \"sedation\": 1");
        isProblem(step("{\"at\": \"%s\", \"disposition\": \"%s\"}".formatted(LEAVING, disposition)), 422, "invalid")
                .body("errors.pointer", contains("/reason"));

        step("{\"at\": \"%s\", \"disposition\": \"%s\", \"reason\": \"Not awake\"}".formatted(LEAVING, disposition))
                .statusCode(200)
                .body("status", equalTo("DISCHARGED"))
                .body("disposition", equalTo(disposition))
                .body("dischargeReason", equalTo("Not awake"))
                .body("criteria", nullValue())
                .body("dischargeOverrideReason", nullValue())
                .body("dischargeVerdicts", empty());

        as(NURSE)
                .get("/v1/alerts?kind=UNPLANNED_DISCHARGE&sessionId=" + session)
                .then()
                .body("items.severity", contains(severity))
                .body("items[0].detail", equalTo(told + ", at 11:00 on 2026-01-05."))
                .body("items[0].sourceId", equalTo(session));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("sessions.completed", equalTo(1))
                .body("sessions.overrides", equalTo(0))
                .body("sessions.dispositions.disposition", contains(disposition))
                .body("sessions.dispositions.sessions", contains(1))
                .body("timeline[0].disposition", equalTo(disposition));
        as(COORDINATOR)
                .get("/v1/sessions/{id}", session)
                .then()
                .statusCode(200)
                .body("disposition", nullValue())
                .body("dischargeReason", nullValue());
    }

    @Test
    void theReportOnSafetyCountsThemApart() {
        Treatment.label(course, "left-" + course);
        step("{\"at\": \"%s\", \"disposition\": \"HOSPITAL\", \"reason\": \"Chest pain\"}".formatted(LEAVING))
                .statusCode(200);

        as(PRESCRIBER)
                .get("/v1/reports/safety?groupBy=label")
                .then()
                .statusCode(200)
                .body(
                        "groups.find {it.group == 'left-%s'}.dispositions.find {it.disposition == 'HOSPITAL'}.sessions"
                                .formatted(course),
                        equalTo(1))
                .body(
                        "groups.find {it.group == 'left-%s'}.dispositions.find {it.disposition == 'DIED'}.sessions"
                                .formatted(course),
                        equalTo(0));
    }

    @Test
    void theChecksAreOfATimeByTheClockOfTheDevice() {
        reading("10:55:00", "\"respiratoryRate\": 14, \"spo2\": 98, \"sedation\": 5");
        check("2026-01-05T11:10:00Z")
                .statusCode(200)
                .body("at", equalTo("2026-01-05T11:10:00Z"))
                .body("verdicts.find {it.rule == 'SEDATION_RESOLVED'}.outcome", equalTo("PASS"));
        check("2026-01-05T11:10:01Z").body("verdicts.find {it.rule == 'SEDATION_RESOLVED'}.outcome", equalTo("BLOCK"));
        check(null).body("verdicts.find {it.rule == 'SEDATION_RESOLVED'}.outcome", equalTo("BLOCK"));

        isProblem(check("2026-01-05T09:19:59Z"), 400, "bad-request").body("errors.pointer", contains("at"));
        isProblem(check("2199-01-01T00:00:00Z"), 400, "bad-request")
                .body("errors[0].detail", containsString("in the future"));
        isProblem(check("yesterday"), 400, "bad-request");
        var now = Clock.systemUTC().instant();
        as(NURSE)
                .header("Device-Time", now.plusSeconds(3600).toString())
                .queryParam("step", "discharge")
                .queryParam("at", now.plusSeconds(3500).toString())
                .get("/v1/sessions/{id}/checks", session)
                .then()
                .statusCode(200)
                .body("at", not(equalTo(now.plusSeconds(3500).toString())))
                .body("verdicts", notNullValue());
    }

    private ValidatableResponse check(String at) {
        var request = as(NURSE).queryParam("step", "discharge");
        return (at == null ? request : request.queryParam("at", at))
                .get("/v1/sessions/{id}/checks", session)
                .then();
    }

    private void goodReading() {
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
    }

    private String reading(String time, String measured) {
        return Treatment.create(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"2026-01-05T%sZ\", \"systolic\": 120, \"diastolic\": 80, %s}"
                        .formatted(time, measured));
    }

    private static void amend(String reading, int respiratoryRate) {
        as(PRESCRIBER)
                .body("{\"respiratoryRate\": %d, \"reason\": \"Counted for a whole minute\"}"
                        .formatted(respiratoryRate))
                .post("/v1/vitals/{id}/amend", reading)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse discharge() {
        return discharge(CarefulTreatment.STATED);
    }

    private ValidatableResponse discharge(String criteria) {
        return step("{\"at\": \"%s\", \"criteria\": %s}".formatted(LEAVING, criteria));
    }

    private ValidatableResponse step(String body) {
        return as(NURSE).body(body).post("/v1/sessions/{id}/discharge", session).then();
    }
}
