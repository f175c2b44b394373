package org.sextant.reporting.safety;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Treatment;

@QuarkusTest
class SafetyReportTest {

    /** One session in the year 2003, where no other test has any. */
    @Test
    void tellsWhatHappenedInAPeriod() {
        var course = Treatment.activeCourse();
        var session = Treatment.observing(course, "2003-01-06");
        effect(session, "NAUSEA", "MILD", "09:30", "09:40");
        effect(session, "NAUSEA", "SEVERE", "09:30", "10:00");
        effect(session, "NAUSEA", "LIFE_THREATENING", "09:30", null);
        var retracted = effect(session, "HEADACHE", "MILD", "09:30", null);
        as(PRESCRIBER)
                .body("{\"reason\": \"x\"}")
                .post("/v1/side-effects/{id}/retract", retracted)
                .then()
                .statusCode(200);
        cadss(course, session, 30);
        var early = Treatment.ready(Treatment.activeCourse(), "2003-01-06");
        Treatment.create("/v1/sessions/" + early + "/vitals", """
                {"takenAt": "2003-01-06T09:12:00Z", "systolic": 165, "diastolic": 80, "heartRate": 70, "spo2": 98}\
                """);
        as(PRESCRIBER)
                .body("{\"at\": \"2003-01-06T09:15:00Z\", \"overrideReason\": \"Anxious, fine at home\"}")
                .post("/v1/sessions/{id}/infusion/start", early)
                .then()
                .statusCode(200);
        Treatment.step(early, "infusion/end", """
                {"at": "2003-01-06T09:25:00Z", "administeredMg": 9, "stopReason": "Anxious"}\
                """);

        as(PRESCRIBER)
                .get("/v1/reports/safety?from=2003-01-01T00:00:00Z&to=2004-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("groupBy", equalTo("protocol"))
                .body("from", equalTo("2003-01-01T00:00:00Z"))
                .body("to", equalTo("2004-01-01T00:00:00Z"))
                .body("$", hasKey("asOf"))
                .body(
                        "statement.denominator",
                        equalTo("Every session in which the drug was begun in the period, by the start."))
                .body("groups.group", contains("iv-ketamine-0.5"))
                .body("groups[0].sessions", equalTo(2))
                .body("groups[0].courses", equalTo(2))
                .body("groups[0].ended", equalTo(2))
                .body("groups[0].earlyStops", equalTo(1))
                .body("groups[0].earlyStopRate", equalTo(0.5f))
                .body("groups[0].earlyStopRateCi", contains(0.0945f, 0.9055f))
                .body("groups[0].overrides.starts", equalTo(1))
                .body("groups[0].overrides.discharges", equalTo(0))
                .body("groups[0].overrides.byRule", hasSize(1))
                .body("groups[0].overrides.byRule[0].rule", equalTo("BASELINE_SYSTOLIC"))
                .body("groups[0].overrides.byRule[0].steps", equalTo(1))
                .body("groups[0].sideEffects", hasSize(1))
                .body("groups[0].sideEffects[0].effect", equalTo("NAUSEA"))
                .body("groups[0].sideEffects[0].occurrences", equalTo(3))
                .body("groups[0].sideEffects[0].per100Sessions", equalTo(150))
                .body("groups[0].sideEffects[0].sessions", equalTo(1))
                .body("groups[0].sideEffects[0].serious", equalTo(1))
                .body("groups[0].sideEffects[0].resolved", equalTo(2))
                .body("groups[0].sideEffects[0].medianMinutes", equalTo(20))
                .body(
                        "groups[0].sideEffects[0].bySeverity.severity",
                        contains("MILD", "MODERATE", "SEVERE", "LIFE_THREATENING"))
                .body("groups[0].sideEffects[0].bySeverity.occurrences", contains(1, 0, 1, 1))
                .body("groups[0].sideEffects[0].bySeverity.per100Sessions", contains(50, 0, 50, 50))
                .body("groups[0].alerts.find { it.kind == 'SERIOUS_SIDE_EFFECT' }.count", equalTo(1))
                .body("groups[0].alerts.find { it.kind == 'SERIOUS_SIDE_EFFECT' }.per100Sessions", equalTo(50))
                .body("groups[0].sessionMeasures", hasSize(1))
                .body("groups[0].sessionMeasures[0].instrument", equalTo("CADSS"))
                .body("groups[0].sessionMeasures[0].mean", equalTo(30))
                .body("groups[0].sessionMeasures[0].sd", nullValue())
                .body("groups[0].suppressed", equalTo(false))
                .body("overall.sessions", equalTo(2))
                .body("overall.sideEffects[0].occurrences", equalTo(3));
    }

    @Test
    void aPeriodWithoutSessionsIsEmpty() {
        as(PRESCRIBER)
                .get("/v1/reports/safety?groupBy=label&from=1990-01-01T00:00:00Z&to=1991-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("groups", hasSize(0))
                .body("overall.sessions", equalTo(0))
                .body("overall.earlyStopRate", nullValue());
    }

    /** Fewer than eleven courses, in a year of their own. */
    @Test
    void anAnalystIsToldOfNoFewPeople() {
        effect(
                Treatment.observing(Treatment.activeCourse(), "2005-01-06"),
                "2005-01-06",
                "NAUSEA",
                "MILD",
                "09:30",
                "09:40");

        as(ANALYST)
                .get("/v1/reports/safety?from=2005-01-01T00:00:00Z&to=2006-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("statement", hasKey("suppression"))
                .body("groups[0].suppressed", equalTo(true))
                .body("groups[0].sessions", nullValue())
                .body("groups[0].courses", nullValue())
                .body("groups[0].earlyStopRate", nullValue())
                .body("groups[0].sideEffects", hasSize(0))
                .body("groups[0].alerts", hasSize(0))
                .body("overall.sessions", nullValue())
                .body("overall.sideEffects", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2005-01-02T00:00:00Z", "to=2005-01-01T00:00:01Z", "to=2005-07-01T00:00:00Z"})
    void anAnalystNamesWholeYears(String period) {
        isProblem(as(ANALYST).get("/v1/reports/safety?" + period).then(), 400, "bad-request");
        as(PRESCRIBER).get("/v1/reports/safety?" + period).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupBy=population", "groupBy=SESSION_NUMBER", "from=2005-02-30", "to=tomorrow"})
    void whatItDoesNotKnowIsRefused(String query) {
        isProblem(as(PRESCRIBER).get("/v1/reports/safety?" + query).then(), 400, "bad-request");
    }

    private static String effect(String session, String effect, String severity, String onset, String end) {
        var day = as(NURSE)
                .get("/v1/sessions/{id}", session)
                .<String>path("scheduledAt")
                .substring(0, 10);
        return effect(session, day, effect, severity, onset, end);
    }

    private static String effect(String session, String day, String effect, String severity, String onset, String end) {
        var resolved = end == null ? "" : ", \"resolvedAt\": \"%sT%s:00Z\"".formatted(day, end);
        return Treatment.create(
                "/v1/sessions/" + session + "/side-effects",
                "{\"effect\": \"%s\", \"severity\": \"%s\", \"onsetAt\": \"%sT%s:00Z\"%s}"
                        .formatted(effect, severity, day, onset, resolved));
    }

    private static void cadss(String course, String session, int total) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "CADSS", "takenAt": "2003-01-06T10:00:00Z", "timepoint": "POST_SESSION", "sessionId": "%s", "total": %d}\
                """.formatted(session, total));
    }
}
