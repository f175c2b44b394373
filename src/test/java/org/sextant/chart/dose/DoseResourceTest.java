package org.sextant.chart.dose;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** Further doses of a patient of 70 kg who got 35 mg into the muscle at 09:15. */
@QuarkusTest
class DoseResourceTest {

    private String label;
    private String course;
    private String session;

    @BeforeEach
    void aFirstDoseIsGiven() {
        label = UUID.randomUUID().toString();
        course = Treatment.activeCourse("im-ketamine-0.5");
        Treatment.label(course, label);
        session = Treatment.scheduled(course);
        Treatment.step(session, "check-in", "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": 70}");
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        Treatment.step(
                session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\", \"lot\": \"%s\"}".formatted(label));
    }

    @Test
    void aSecondInjectionCountsEverywhereUntilItIsRetracted() {
        end();
        String id = record(NURSE, dose("20", ""))
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("mg", equalTo(20))
                .body("verdicts", empty())
                .body("status", equalTo("FINAL"))
                .extract()
                .path("id");

        counted(55, 0.786, 2);
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .body("furtherMg", equalTo(20))
                .body("drawnMg", equalTo(55));
        as(NURSE).get("/v1/doses/{id}", id).then().statusCode(200).body("sessionId", equalTo(session));
        as(NURSE).get("/v1/sessions/{id}/doses", session).then().body("items.id", contains(id));
        as(PRESCRIBER)
                .get("/v1/reports/doses?label=" + label)
                .then()
                .body("items.mg", contains(20))
                .body("items.minuteOfSession*.toDouble()", contains(15.0));
        as(NURSE).get("/v1/sessions/{id}/rems", session).then().statusCode(404);

        as(NURSE)
                .body("{\"reason\": \"Another patient's\"}")
                .post("/v1/doses/{id}/retract", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("ENTERED_IN_ERROR"));
        counted(35, 0.5, 1);
        as(NURSE).get("/v1/sessions/{id}", session).then().body("furtherMg", nullValue());
        as(PRESCRIBER).get("/v1/reports/doses?label=" + label).then().body("items", empty());
    }

    @Test
    void aDoseOfADeviceIsInTheRemsForm() {
        var spray = Treatment.infusing(Treatment.activeCourse("intranasal-esketamine-56"));
        Treatment.step(spray, "infusion/end", "{\"at\": \"2026-01-05T09:20:00Z\", \"administeredMg\": 56}");
        as(NURSE)
                .body("{\"mg\": 28, \"givenAt\": \"2026-01-05T09:25:00Z\", \"reason\": \"The second device failed\"}")
                .post("/v1/sessions/{id}/doses", spray)
                .then()
                .statusCode(201);

        as(NURSE).get("/v1/sessions/{id}/rems", spray).then().statusCode(200).body("doseMg", equalTo(84));
    }

    @Test
    void aTotalAboveTheLimitNeedsAPrescribersReason() {
        // 35 mg + 70.04 mg are 1.501 mg/kg.
        isProblem(record(NURSE, dose("70.04", "")), 409, "safety-rule")
                .body("rules.rule", contains("TOTAL_DOSE"))
                .body("rules[0].inputs.projectedMgPerKg.toDouble()", closeTo(1.501, 0));
        var override = dose("70.04", ", \"overrideReason\": \"Anaesthetist present\"");
        isProblem(record(NURSE, override), 403, "forbidden");
        record(NURSE, dose("36", ""))
                .statusCode(201)
                .body("verdicts.rule", contains("TOTAL_DOSE"))
                .body("verdicts.outcome", contains("WARN"));
        record(PRESCRIBER, override)
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("overrideReason", equalTo("Anaesthetist present"))
                .body("verdicts.outcome", contains("BLOCK"));

        end();
        alerts("OPEN");
        overrides(1);
        as(PRESCRIBER)
                .get("/v1/reports/safety?groupBy=label&from=2026-01-05T00:00:00Z&to=2026-01-06T00:00:00Z")
                .then()
                .body("groups.find { it.group == '%s' }.overrides.doses".formatted(label), equalTo(1))
                .body(
                        "groups.find { it.group == '%s' }.overrides.byRule.rule".formatted(label),
                        contains("TOTAL_DOSE"));
    }

    /** What was given while the tablet was offline has happened: it is recorded, an alert is raised, and it is counted. */
    @Test
    void noRuleRefusesWhatATabletSendsLater() {
        end();
        var id = UUID.randomUUID().toString();
        var item = "{\"items\": [{\"type\": \"DOSE\", \"sessionId\": \"%s\", \"id\": \"%s\", %s]}"
                .formatted(session, id, dose("80", "").substring(1));
        for (var i = 0; i < 2; i++) {
            as(NURSE).body(item).post("/v1/sync").then().statusCode(207);
        }
        counted(115, 1.643, 2);
        alerts("OPEN");
        overrides(1);

        as(NURSE)
                .body("{\"reason\": \"Another patient's\"}")
                .post("/v1/doses/{id}/retract", id)
                .then()
                .statusCode(200);
        alerts("WITHDRAWN");
        overrides(0);
    }

    @Test
    void aCorrectionMovesTheAlert() {
        end();
        String id = record(NURSE, dose("20", "")).statusCode(201).extract().path("id");
        amend(id, "{\"mg\": 200, \"reason\": \"Misread\"}").statusCode(200).body("mg", equalTo(200));
        counted(235, 3.357, 2);
        alerts("OPEN");
        overrides(1);

        amend(id, "{\"mg\": 20, \"reason\": \"Read well at first\"}").statusCode(200);
        counted(55, 0.786, 2);
        alerts("WITHDRAWN");
        overrides(0);
        isProblem(amend(id, "{\"overrideReason\": \"Afterwards\", \"reason\": \"x\"}"), 422, "invalid")
                .body("errors.pointer", contains("/overrideReason"));
    }

    @Test
    void refusesWhatDoesNotFit() {
        for (var mg : new String[] {"0", "-1", "0.001", "1000.01", "\"4\"", "null"}) {
            isProblem(record(NURSE, dose(mg, "")), 422, "invalid").body("errors.pointer[0]", equalTo("/mg"));
        }
        isProblem(record(NURSE, dose("1", ", \"route\": \"RECTAL\"")), 422, "invalid");
        isProblem(record(NURSE, "{\"mg\": 1, \"givenAt\": \"2026-01-05T09:30:00Z\"}"), 422, "invalid")
                .body("errors.pointer", contains("/reason"));
        isProblem(record(NURSE, """
                {"mg": 1, "givenAt": "2026-01-05T09:10:00Z", "reason": "Before the drug"}"""), 422, "invalid").body("errors.pointer", contains("/givenAt"));
    }

    @Test
    void aDoseNeedsADrugThatWasStartedAndAPatientWhoIsThere() {
        for (var other : new String[] {
            Treatment.ready(), Treatment.discharged(Treatment.activeCourse()),
        }) {
            isProblem(
                    as(NURSE)
                            .body(dose("1", ""))
                            .post("/v1/sessions/{id}/doses", other)
                            .then(),
                    409,
                    "wrong-state");
        }
    }

    @Test
    void createsOncePerIdAndPerKey() {
        var body = dose("40", ", \"id\": \"%s\"".formatted(UUID.randomUUID()));
        record(NURSE, body).statusCode(201);
        // A second dose of 40 mg would be above the limit: what is replayed is not evaluated again.
        record(NURSE, body).statusCode(200).header("Idempotent-Replayed", "true");
        var key = UUID.randomUUID().toString();
        for (var i = 0; i < 2; i++) {
            as(NURSE)
                    .headers(Map.of("Idempotency-Key", key))
                    .body(dose("20", ""))
                    .post("/v1/sessions/{id}/doses", session)
                    .then()
                    .statusCode(201);
        }

        as(NURSE).get("/v1/sessions/{id}/doses", session).then().body("items", hasSize(2));
        as(NURSE).get("/v1/sessions/{id}", session).then().body("furtherMg", equalTo(60));
    }

    private void end() {
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:16:00Z\", \"administeredMg\": 35}");
    }

    private void counted(int mg, double mgPerKg, int draws) {
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .body("administeredMg", equalTo(mg))
                .body("givenMgPerKg.toDouble()", closeTo(mgPerKg, 0));
        var lines = "items.findAll { it.lot == '%s' }".formatted(label);
        as(NURSE)
                .queryParam("from", "2026-01-05T00:00:00Z")
                .queryParam("to", "2026-01-06T00:00:00Z")
                .queryParam("limit", 200)
                .get("/v1/drug-account")
                .then()
                .body(lines, hasSize(draws))
                .body(lines + ".administeredMg.sum()", equalTo(mg))
                .body(lines + ".last().lotAdministeredMg", equalTo(mg))
                .body(lines + ".last().lotDrawnMg", equalTo(mg));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("doses[0].administeredMg", equalTo(mg))
                .body("doses[0].givenMgPerKg.toDouble()", closeTo(mgPerKg, 0));
        as(PRESCRIBER)
                .get("/v1/reports/sessions?label=" + label)
                .then()
                .body("items[0].administeredMg", equalTo(mg))
                .body("items[0].givenMgPerKg.toDouble()", closeTo(mgPerKg, 0));
        as(PRESCRIBER)
                .get("/v1/reports/courses?label=" + label)
                .then()
                .body("items[0].totalMg", equalTo(mg))
                .body("items[0].meanGivenMgPerKg.toDouble()", closeTo(mgPerKg, 0));
    }

    private void alerts(String status) {
        as(NURSE)
                .queryParam("sessionId", session)
                .queryParam("kind", "DOSE_EXCEEDED")
                .get("/v1/alerts")
                .then()
                .body("items.status", contains(status));
    }

    private void overrides(int doses) {
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("overrides.doses", equalTo(doses))
                .body("sessions.overrides", equalTo(doses));
    }

    private ValidatableResponse record(String role, String body) {
        return as(role).body(body).post("/v1/sessions/{id}/doses", session).then();
    }

    private static ValidatableResponse amend(String id, String body) {
        return as(NURSE).body(body).post("/v1/doses/{id}/amend", id).then();
    }

    private static String dose(String mg, String more) {
        return "{\"mg\": %s, \"givenAt\": \"2026-01-05T09:30:00Z\", \"reason\": \"Little effect\"%s}"
                .formatted(mg, more);
    }
}
