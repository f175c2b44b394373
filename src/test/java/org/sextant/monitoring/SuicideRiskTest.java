package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.CarefulTreatment;
import org.sextant.Database;
import org.sextant.Treatment;

/** A flagged answer needs a prescriber's review before a start, and a worse one needs another. */
@QuarkusTest
class SuicideRiskTest {

    private String patient;
    private String course;
    private String today;
    private String session;
    private boolean begun;

    @BeforeEach
    void plan() {
        patient = Treatment.newPatient();
        course = CarefulTreatment.activeCourse(patient);
    }

    @Test
    void aFlaggedAnswerIsReviewedAndAWorseOneAgain() throws Exception {
        CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 1);
        var alert = CarefulTreatment.openAlert(course);
        as(NURSE).post(alert + "/acknowledge").then().statusCode(200);
        isProblem(start("2026-01-05"), 409, "safety-rule")
                .body("rules.rule", contains("SUICIDE_RISK_OPEN"))
                .body("rules[0].inputs.instrument", equalTo("PHQ-9"))
                .body("rules[0].inputs.answer", contains(1))
                .body("rules[0].limit.suicideRisk", equalTo("REVIEW"))
                .body("rules[0].source", equalTo("Our psychiatrists"))
                .body("rules[0].overridableBy", equalTo("PRESCRIBER"));
        isProblem(reviewAs(NURSE, alert, "CONTINUE"), 403, "forbidden");

        reviewAs(PRESCRIBER, alert, "CONTINUE")
                .statusCode(200)
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("demo-nurse"))
                .body("reviews.decision", contains("CONTINUE"))
                .body("reviews[0].safetyPlan", equalTo(true))
                .body("reviews[0].reviewedBy", equalTo("demo-prescriber"))
                .body("reviews[0].answers[0].answer", contains(1));
        assertThat(Database.number(
                        "SELECT count(*) FROM audit_log WHERE resource_id = ? AND action = 'alert.reviewed'",
                        alert.substring("/v1/alerts/".length())))
                .isEqualTo(1);
        start("2026-01-05").statusCode(200).body("startVerdicts.rule", contains("SUICIDE_RISK_OPEN"));

        CarefulTreatment.phq9(course, "2026-01-08T08:50:00Z", 1);
        start("2026-01-08")
                .statusCode(200)
                .body("startVerdicts.rule", contains("SUICIDE_RISK_OPEN"))
                .body("startVerdicts.outcome", contains("WARN"))
                .body("startVerdicts[0].inputs.reviewedAnswer", contains(1));

        CarefulTreatment.phq9(course, "2026-01-11T08:50:00Z", 2);
        isProblem(start("2026-01-11"), 409, "safety-rule").body("rules.rule", contains("SUICIDE_RISK_OPEN"));
        CarefulTreatment.review(CarefulTreatment.openAlert(course), "CONTINUE");
        start("2026-01-11").statusCode(200);

        CarefulTreatment.phq9(course, "2026-01-14T08:50:00Z", 0);
        start("2026-01-14").statusCode(200).body("startVerdicts", hasSize(0));
    }

    @Test
    void aTotalWithoutAnswersAsksNothing() {
        Treatment.create(
                "/v1/courses/" + course + "/assessments",
                "{\"instrument\": \"PHQ-9\", \"takenAt\": \"2026-01-05T08:50:00Z\", \"timepoint\": \"BASELINE\", \"total\": 25}");

        start("2026-01-05").statusCode(200).body("startVerdicts", hasSize(0));
    }

    /** The total is newer, but the answers before it are the last that were asked. */
    @Test
    void aTotalDoesNotTakeTheFlagAway() {
        CarefulTreatment.phq9(course, "2026-01-05T08:40:00Z", 1);
        Treatment.create(
                "/v1/courses/" + course + "/assessments",
                "{\"instrument\": \"PHQ-9\", \"takenAt\": \"2026-01-05T08:50:00Z\", \"timepoint\": \"BASELINE\", \"total\": 0}");

        isProblem(start("2026-01-05"), 409, "safety-rule").body("rules.rule", contains("SUICIDE_RISK_OPEN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFER", "REFERRED", "EMERGENCY"})
    void onlyADecisionToContinueLetsTheTreatmentGoOn(String decision) {
        CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 1);
        var alert = CarefulTreatment.openAlert(course);
        reviewAs(PRESCRIBER, alert, decision)
                .statusCode(200)
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("demo-prescriber"));
        isProblem(start("2026-01-05"), 409, "safety-rule")
                .body("rules.rule", contains("SUICIDE_RISK_OPEN"))
                .body("rules[0].inputs.decision", equalTo(decision));

        reviewAs(PRESCRIBER, alert, "CONTINUE").body("reviews.decision", contains(decision, "CONTINUE"));
        start("2026-01-05").statusCode(200);
    }

    @Test
    void aRepeatedReviewChangesNothing() {
        CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 1);
        var alert = CarefulTreatment.openAlert(course);
        var first = reviewAs(PRESCRIBER, alert, "CONTINUE").extract().header("ETag");

        reviewAs(PRESCRIBER, alert, "CONTINUE")
                .statusCode(200)
                .header("ETag", first)
                .body("reviews", hasSize(1));
        isProblem(
                as(PRESCRIBER)
                        .header("If-Match", "\"1\"")
                        .body("{\"decision\": \"DEFER\", \"safetyPlan\": true}")
                        .post(alert + "/review")
                        .then(),
                412,
                "stale");
        as(PRESCRIBER)
                .header("If-Match", "\"1\"")
                .body("{\"decision\": \"CONTINUE\", \"safetyPlan\": true}")
                .post(alert + "/review")
                .then()
                .statusCode(200);
        isProblem(
                        as(PRESCRIBER)
                                .body("{\"decision\": \"CONTINUE\"}")
                                .post(alert + "/review")
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/safetyPlan"));
        isProblem(
                elsewhereAs(PRESCRIBER)
                        .body("{\"decision\": \"CONTINUE\", \"safetyPlan\": true}")
                        .post(alert + "/review")
                        .then(),
                404,
                "not-found");
    }

    @Test
    void onlyAnAlertOfSuicidalIdeationIsReviewed() {
        var session = Treatment.checkedIn(course, "2026-01-05");
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T09:05:00Z", "systolic": 192, "diastolic": 100}""");
        String alert = as(NURSE).get("/v1/alerts?sessionId=" + session).path("items[0].id");

        isProblem(reviewAs(PRESCRIBER, "/v1/alerts/" + alert, "CONTINUE"), 409, "wrong-state");
        as(NURSE).get("/v1/alerts/" + alert).then().body("reviews", nullValue());
    }

    /** What was amended upwards is no longer what was reviewed; the same alert is reviewed again. */
    @Test
    void anAmendedAnswerIsReviewedAgain() {
        var assessment = CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 1);
        var alert = CarefulTreatment.openAlert(course);
        CarefulTreatment.review(alert, "CONTINUE");
        as(PRESCRIBER)
                .body("{\"answers\": [1,1,1,1,1,1,1,1,3], \"reason\": \"Misread\"}")
                .post("/v1/assessments/{id}/amend", assessment)
                .then()
                .statusCode(200);
        isProblem(start("2026-01-05"), 409, "safety-rule").body("rules[0].inputs.answer", contains(3));

        CarefulTreatment.review(alert, "CONTINUE");
        start("2026-01-05").statusCode(200);
    }

    /** A review in the course before does not cover this one; a review since this one was planned does. */
    @Test
    void theScoreOfAnEarlierCourseIsReviewedInThisOne() {
        CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 1);
        var alert = CarefulTreatment.openAlert(course);
        CarefulTreatment.review(alert, "CONTINUE");
        as(PRESCRIBER).post("/v1/courses/{id}/complete", course).then().statusCode(200);
        var next = CarefulTreatment.activeCourse(patient);
        var session = Treatment.ready(next, "2026-02-05");
        isProblem(startOf(session, "2026-02-05"), 409, "safety-rule").body("rules.rule", contains("SUICIDE_RISK_OPEN"));

        as(PRESCRIBER)
                .body("{\"decision\": \"CONTINUE\", \"safetyPlan\": false, \"note\": \"Before the second course\"}")
                .post(alert + "/review")
                .then()
                .statusCode(200);
        startOf(session, "2026-02-05").statusCode(200);
    }

    /** Of a visit, every instrument counts: one that asks less must not hide the other. */
    @Test
    void anotherInstrumentOfTheDayDoesNotHideTheFlag() {
        CarefulTreatment.phq9(course, "2026-01-05T08:40:00Z", 1);
        madrs("2026-01-05T08:50:00Z", 0);
        isProblem(start("2026-01-05"), 409, "safety-rule").body("rules[0].inputs.instrument", equalTo("PHQ-9"));

        madrs("2026-01-06T08:50:00Z", 0);
        start("2026-01-06").statusCode(200);
    }

    /** The same behaviour, but now within the last three months. */
    @Test
    void aHigherSeverityIsReviewedAgain() {
        screen("2026-01-05T08:50:00Z", 0);
        CarefulTreatment.review(CarefulTreatment.openAlert(course), "CONTINUE");
        start("2026-01-05").statusCode(200);
        screen("2026-01-08T08:50:00Z", 0);
        start("2026-01-08").statusCode(200);

        screen("2026-01-11T08:50:00Z", 1);
        isProblem(start("2026-01-11"), 409, "safety-rule").body("rules.rule", contains("SUICIDE_RISK_OPEN"));
    }

    private void screen(String takenAt, int recent) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "C-SSRS-SCREEN", "takenAt": "%s", "timepoint": "PRE_SESSION",
                 "answers": [0,0,null,null,null,1,%d]}""".formatted(takenAt, recent));
    }

    @ParameterizedTest
    @CsvSource({"WARN, 1", "OFF, 0"})
    void theProtocolMayAskForLess(String suicideRisk, int warnings) {
        var other = CarefulTreatment.activeCourse(Treatment.newPatient(), suicideRisk);
        CarefulTreatment.phq9(other, "2026-01-05T08:50:00Z", 3);

        startOf(Treatment.ready(other, "2026-01-05"), "2026-01-05")
                .statusCode(200)
                .body("startVerdicts", hasSize(warnings))
                .body("startVerdicts.outcome", everyItem(equalTo("WARN")));
    }

    @ParameterizedTest
    @CsvSource({"DEFER, 200", "REFERRED, 200", "CONTINUE, 200", "EMERGENCY, 409"})
    void thePatientGoesHomeAfterAReviewUnlessItIsAnEmergency(String decision, int status) {
        var session = CarefulTreatment.observing(course);
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T10:50:00Z", "timepoint": "POST_SESSION", "sessionId": "%s",
                 "answers": [1,1,1,1,1,1,1,1,2]}""".formatted(session));
        var alert = CarefulTreatment.openAlert(course);
        isProblem(discharge(session), 409, "safety-rule")
                .body("rules.rule", contains("ALERTS_SEEN", "SUICIDE_RISK_REVIEWED"));
        as(NURSE).post(alert + "/acknowledge").then().statusCode(200);
        isProblem(discharge(session), 409, "safety-rule").body("rules.rule", contains("SUICIDE_RISK_REVIEWED"));

        CarefulTreatment.review(alert, decision);
        discharge(session).statusCode(status);
    }

    @Test
    void deepDissociationAndASevereEffectAreWarnings() {
        var session = CarefulTreatment.observing(course);
        cadss("CADSS-6", session, "[2,2,2,2,0,0]");
        cadss("CADSS-6", session, "[2,2,2,2,1,0]");
        Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "VERTIGO", "severity": "SEVERE", "onsetAt": "2026-01-05T09:30:00Z"}""");

        as(NURSE)
                .get("/v1/alerts?sessionId=" + session)
                .then()
                .body("items.kind", contains("DISSOCIATION_DEEP", "SEVERE_SIDE_EFFECT"))
                .body("items.severity", everyItem(equalTo("WARNING")))
                .body("items[0].value", equalTo(9))
                .body("items[0].limit", equalTo(8))
                .body("items[0].detail", equalTo("CADSS-6 of 9 points is above 8 points, at 09:40 on 2026-01-05."))
                .body(
                        "items[1].detail",
                        equalTo("A severe side effect was recorded: VERTIGO, at 09:30 on 2026-01-05."));
    }

    @Test
    void theTextNamesTheAnswer() {
        CarefulTreatment.phq9(course, "2026-01-05T08:50:00Z", 2);

        as(NURSE)
                .get(CarefulTreatment.openAlert(course))
                .then()
                .body(
                        "detail",
                        equalTo("PHQ-9: item 9 answered 2, at least 1, raises the flag of suicidal ideation,"
                                + " at 08:50 on 2026-01-05."));
    }

    private void madrs(String takenAt, int tenth) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "MADRS", "takenAt": "%s", "timepoint": "PRE_SESSION", "answers": [1,1,1,1,1,1,1,1,1,%d]}""".formatted(takenAt, tenth));
    }

    private void cadss(String instrument, String session, String answers) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "%s", "takenAt": "2026-01-05T09:40:00Z", "timepoint": "POST_SESSION", "sessionId": "%s",
                 "answers": %s}""".formatted(instrument, session, answers));
    }

    private static ValidatableResponse reviewAs(String role, String alert, String decision) {
        return as(role).body("{\"decision\": \"%s\", \"safetyPlan\": true}".formatted(decision))
                .post(alert + "/review")
                .then();
    }

    /** Starts the session of the day; the patient has left the session of the day before. */
    private ValidatableResponse start(String day) {
        if (!day.equals(today)) {
            leave();
            today = day;
            session = Treatment.ready(course, day);
        }
        var answer = startOf(session, day);
        begun = answer.extract().statusCode() == 200;
        return answer;
    }

    private void leave() {
        if (begun) {
            Treatment.step(
                    session, "infusion/end", "{\"at\": \"%sT09:20:00Z\", \"administeredMg\": 56}".formatted(today));
            Treatment.step(session, "discharge", """
                    {"at": "%sT09:30:00Z", "disposition": "LEFT_AGAINST_ADVICE", "reason": "In a hurry"}""".formatted(today));
        } else if (session != null) {
            Treatment.step(session, "cancel", "{\"reason\": \"Not today\"}");
        }
        begun = false;
    }

    private static ValidatableResponse startOf(String session, String day) {
        return as(NURSE)
                .body("{\"at\": \"%sT09:15:00Z\"}".formatted(day))
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    private static ValidatableResponse discharge(String session) {
        return as(NURSE)
                .body("{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": %s}".formatted(CarefulTreatment.STATED))
                .post("/v1/sessions/{id}/discharge", session)
                .then();
    }
}
