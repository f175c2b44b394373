package org.sextant.compliance.rems;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

@QuarkusTest
class RemsResourceTest {

    private static final String ESKETAMINE = "intranasal-esketamine-56";

    @Test
    void fillsInEveryFieldFromTheChart() {
        var session = Treatment.scheduled(Treatment.activeCourse(ESKETAMINE));
        Treatment.step(session, "check-in", """
                {"at": "2026-01-05T09:00:00Z", "weightKg": 72, "concomitantMedications": ["OPIOID", "BENZODIAZEPINE"]}""");
        reading(session, "09:10", 122, 78, 98, 5);
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\", \"lot\": \"SP-9\"}");
        reading(session, "09:40", 160, 95, 96, 4);
        reading(session, "09:56", 148, 92, 91, 4);
        reading(session, "10:35", 130, 80, 97, 5);
        effect(session, "DISSOCIATION", "MODERATE", "09:25", "10:10", false);
        effect(session, "HEADACHE", "SEVERE", "10:00", "10:20", true);
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:30:00Z\", \"administeredMg\": 56}");
        reading(session, "11:14", 124, 79, 98, 5);
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");

        form(session)
                .body("complete", equalTo(true))
                .body("missing", hasSize(0))
                .body("givenAt", equalTo("2026-01-05T09:15:00Z"))
                .body("deadline", equalTo("2026-01-12T09:15:00Z"))
                .body("status", equalTo("OVERDUE"))
                .body("doseMg", equalTo(56))
                .body("lot", equalTo("SP-9"))
                .body("concomitantMedications", contains("BENZODIAZEPINE", "OPIOID"))
                .body("monitoredMinutes", equalTo(125))
                .body("monitoredLongEnough", equalTo(true))
                .body("minutesUntilReady", equalTo(80))
                .body("bloodPressure.before.systolic", equalTo(122))
                .body("bloodPressure.atFortyMinutes.systolic", equalTo(148))
                .body("bloodPressure.beforeDischarge.systolic", equalTo(124))
                .body("pulseOximetry.readings", equalTo(4))
                .body("pulseOximetry.lowest", equalTo(91))
                .body("sedation.occurred", equalTo(true))
                .body("sedation.resolved", equalTo(true))
                .body("dissociation.occurred", equalTo(true))
                .body("dissociation.resolved", equalTo(true))
                .body("respiratoryDepression.occurred", equalTo(true))
                .body("respiratoryDepression.resolved", equalTo(true))
                .body("seriousAdverseEvents.effect", contains("HEADACHE"));
    }

    @Test
    void whatWasNotMeasuredAgainIsNotResolved() {
        var session = Treatment.infusing(Treatment.activeCourse(ESKETAMINE));
        reading(session, "09:40", 130, 85, 91, 3);
        pressure(session, "09:56");
        form(session)
                .body("sedation.occurred", equalTo(true))
                .body("sedation.resolved", equalTo(false))
                .body("respiratoryDepression.occurred", equalTo(true))
                .body("respiratoryDepression.resolved", equalTo(false));

        reading(session, "10:10", 130, 85, 97, 5);
        pressure(session, "10:20");
        form(session).body("sedation.resolved", equalTo(true)).body("respiratoryDepression.resolved", equalTo(true));
    }

    private static void pressure(String session, String time) {
        Treatment.create(
                "/v1/sessions/" + session + "/vitals",
                "{\"takenAt\": \"2026-01-05T%s:00Z\", \"systolic\": 130, \"diastolic\": 85}".formatted(time));
    }

    @Test
    void namesWhatIsMissing() {
        var session = Treatment.infusing(Treatment.activeCourse(ESKETAMINE));

        form(session)
                .body("complete", equalTo(false))
                .body(
                        "missing",
                        containsInAnyOrder(
                                "doseMg",
                                "lot",
                                "concomitantMedications",
                                "monitoredMinutes",
                                "bloodPressure.atFortyMinutes",
                                "bloodPressure.beforeDischarge",
                                "pulseOximetry",
                                "sedation"))
                .body("dissociation.occurred", equalTo(false))
                .body("dissociation.resolved", nullValue())
                .body("lot", nullValue());
    }

    @Test
    void whatTheCheckInDidNotAskIsSaidAtTheDischarge() {
        var session = Treatment.observing(Treatment.activeCourse(ESKETAMINE));
        Treatment.goodReading(session, "2026-01-05T11:15:00Z");

        Treatment.step(session, "discharge", """
                {"at": "2026-01-05T11:20:00Z", "concomitantMedications": [], "criteria": %s}""".formatted(Treatment.CRITERIA_MET));

        form(session)
                .body("concomitantMedications", hasSize(0))
                .body("missing", not(hasItem("concomitantMedications")));
    }

    @Test
    void isForSessionsWithEsketamineOnly() {
        isProblem(as(NURSE).get("/v1/sessions/{id}/rems", Treatment.infusing()).then(), 404, "not-found");
        isProblem(
                as(NURSE)
                        .get(
                                "/v1/sessions/{id}/rems",
                                Treatment.ready(Treatment.activeCourse(ESKETAMINE), "2026-01-05"))
                        .then(),
                404,
                "not-found");
    }

    @Test
    void isDueForSevenDaysThenOverdueUntilItIsSubmitted() {
        var session = Treatment.observing(Treatment.activeCourse(ESKETAMINE));
        Treatment.goodReading(session, "2026-01-05T11:15:00Z");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");
        var clock = VirtualClock.stoppedAt("2026-01-12T09:14:59Z");
        form(session).body("status", equalTo("DUE"));
        isListed(session, "DUE");

        clock.advance(Duration.ofSeconds(1));
        form(session).body("status", equalTo("OVERDUE"));
        isListed(session, "OVERDUE");

        as(NURSE)
                .body("{\"id\": \"%s\", \"reference\": \"RM-1\"}".formatted(session))
                .post("/v1/sessions/{id}/rems/submission", session)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/sessions/" + session + "/rems"))
                .body("reference", equalTo("RM-1"));
        as(NURSE)
                .body("{\"id\": \"%s\", \"reference\": \"RM-1\"}".formatted(session))
                .post("/v1/sessions/{id}/rems/submission", session)
                .then()
                .statusCode(200)
                .header("Idempotent-Replayed", "true");
        isProblem(as(NURSE).post("/v1/sessions/{id}/rems/submission", session).then(), 409, "wrong-state");
        form(session)
                .body("status", equalTo("SUBMITTED"))
                .body(
                        "submittedAt",
                        equalTo(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
        isListed(session, "SUBMITTED");
    }

    @Test
    void isSubmittedOnlyAfterTheDischarge() {
        var session = Treatment.observing(Treatment.activeCourse(ESKETAMINE));

        isProblem(as(NURSE).post("/v1/sessions/{id}/rems/submission", session).then(), 409, "wrong-state");
    }

    private static void isListed(String session, String status) {
        for (var one : RemsStatus.values()) {
            var listed =
                    as(NURSE).get("/v1/rems?limit=200&status=" + one).then().statusCode(200);
            listed.body("items.sessionId", one.name().equals(status) ? hasItem(session) : not(hasItem(session)));
        }
        as(NURSE)
                .get("/v1/rems?limit=200")
                .then()
                .body("items.find {it.sessionId == '%s'}.status".formatted(session), equalTo(status));
    }

    private static ValidatableResponse form(String session) {
        return as(NURSE).get("/v1/sessions/{id}/rems", session).then().statusCode(200);
    }

    private static void reading(String session, String time, int systolic, int diastolic, int spo2, int sedation) {
        Treatment.create(
                "/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T%s:00Z", "systolic": %d, "diastolic": %d, "spo2": %d, "sedation": %d}""".formatted(time, systolic, diastolic, spo2, sedation));
    }

    private static void effect(
            String session, String effect, String severity, String onset, String end, boolean serious) {
        Treatment.create(
                "/v1/sessions/" + session + "/side-effects", """
                {"effect": "%s", "severity": "%s", "onsetAt": "2026-01-05T%s:00Z", "resolvedAt": "2026-01-05T%s:00Z", "serious": %s}""".formatted(effect, severity, onset, end, serious));
    }
}
