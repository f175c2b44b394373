package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;
import org.sextant.exchange.imports.Exports;

/** What was done is corrected with a reason; what was judged before stays, and what follows from it follows. */
@QuarkusTest
class StepCorrectionTest {

    private static final String CHECK_IN = "check-in";
    private static final String END = "infusion/end";

    @Test
    void aCheckInIsCorrectedBeforeTheStart() {
        var session = Treatment.checkedIn();
        amend(NURSE, session, CHECK_IN, """
                        "weightKg": 27, "escort": {"name": "Sam"}, "fasted": true, "concomitantMedications": ["OPIOID"],
                        "note": "n\"""")
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("status", equalTo("CHECKED_IN"))
                .body("weightKg", equalTo(27))
                .body("escort.name", equalTo("Sam"))
                .body("fasted", equalTo(true))
                .body("concomitantMedications", contains("OPIOID"))
                .body("note", equalTo("n"))
                .body("dosedOnWeightKg", nullValue());
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 70, \"escort\": null, \"note\": null")
                .body("escort", nullValue())
                .body("note", nullValue())
                .body("fasted", equalTo(true));
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        as(NURSE)
                .body("{\"at\": \"2026-01-05T09:15:00Z\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("plannedDoseMg", equalTo(35))
                .body("dosedOnWeightKg", equalTo(70))
                .body("startVerdicts", empty());
    }

    @Test
    void aStartedSessionKeepsItsPlannedDose() {
        var session = Treatment.infusing();
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 36")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(36))
                .body("weightKg", equalTo(36))
                .body("dosedOnWeightKg", equalTo(72))
                .body("startVerdicts.rule", contains("WEIGHT_CORRECTED"))
                .body("startVerdicts[0].outcome", equalTo("WARN"))
                .body("startVerdicts[0].inputs.weightKgBefore", equalTo(72))
                .body("startVerdicts[0].inputs.weightKg", equalTo(36))
                .body("startVerdicts[0].inputs.plannedMgPerKg", equalTo(1))
                .body(
                        "startVerdicts[0].detail",
                        equalTo(
                                "The weight was corrected after the start, from 72 kg to 36 kg; the planned dose of 36 mg"
                                        + " stays, and is 1 mg/kg of the corrected weight."));
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 71")
                .body("dosedOnWeightKg", equalTo(72))
                .body("startVerdicts.rule", contains("WEIGHT_CORRECTED", "WEIGHT_CORRECTED"));
    }

    @Test
    void theCheckInIsCorrectedAfterTheDischargeTooAndEveryCorrectionStaysReadable() {
        var course = Treatment.activeCourse();
        var session = Treatment.discharged(course);
        amend(PRESCRIBER, session, CHECK_IN, "\"weightKg\": 60")
                .statusCode(200)
                .body("status", equalTo("DISCHARGED"))
                .body("dosedOnWeightKg", equalTo(72));
        amend(PRESCRIBER, session, CHECK_IN, "\"note\": \"Late\"").statusCode(200);

        history(session)
                .body("items.step", contains("CHECK_IN", "CHECK_IN"))
                .body("items[0].before.weightKg", equalTo(72))
                .body("items[0].after.weightKg", equalTo(60))
                .body("items[0].before.keySet()", hasSize(1))
                .body("items[0].reason", equalTo("Read off wrongly"))
                .body("items[0].sessionVersion", equalTo(5))
                .body("items[1].before.keySet()", empty())
                .body("items[1].after.note", equalTo("Late"));
        as(NURSE)
                .queryParam("limit", 1)
                .get("/v1/sessions/{id}/history", session)
                .then()
                .body("items", hasSize(1))
                .body("next", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void aNewWeightIsNotConfirmedYet() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        Treatment.step(session, CHECK_IN, "{\"weightKg\": 72, \"weightConfirmed\": true}");
        amend(NURSE, session, CHECK_IN, "\"fasted\": true").body("weightConfirmed", equalTo(true));
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 73").body("weightConfirmed", nullValue());
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 74, \"weightConfirmed\": true")
                .body("weightConfirmed", equalTo(true));
    }

    @Test
    void onlyTheAuthorAndAPrescriberCorrect() throws Exception {
        var session = Treatment.observing();
        String nurse = as(NURSE).get("/v1/sessions/{id}", session).path("checkedInBy");
        assertThat(nurse).isNotBlank();
        by(session, "checked_in_by", "somebody-else");
        by(session, "ended_by", "somebody-else");
        isProblem(amend(NURSE, session, CHECK_IN, "\"weightKg\": 70"), 403, "forbidden");
        isProblem(amend(NURSE, session, END, "\"administeredMg\": 30"), 403, "forbidden");
        isProblem(amend(COORDINATOR, session, CHECK_IN, "\"weightKg\": 70"), 403, "forbidden");
        amend(PRESCRIBER, session, CHECK_IN, "\"weightKg\": 70").statusCode(200);
        amend(PRESCRIBER, session, END, "\"administeredMg\": 30").statusCode(200);

        by(session, "checked_in_by", null);
        isProblem(amend(NURSE, session, CHECK_IN, "\"weightKg\": 70"), 403, "forbidden");
    }

    @Test
    void refusesWhatDoesNotFit() {
        var scheduled = Treatment.scheduled(Treatment.activeCourse());
        isProblem(amend(NURSE, scheduled, CHECK_IN, "\"weightKg\": 70"), 409, "wrong-state");
        var session = Treatment.infusing();
        isProblem(amend(NURSE, session, END, "\"administeredMg\": 70"), 409, "wrong-state");
        pointer("/weightKg", amend(NURSE, session, CHECK_IN, "\"weightKg\": 19.99"));
        pointer("/weightKg", amend(NURSE, session, CHECK_IN, "\"weightKg\": null"));
        pointer("/escort/name", amend(NURSE, session, CHECK_IN, "\"escort\": {\"phone\": \"1\"}"));
        isProblem(amend(NURSE, session, CHECK_IN, "\"at\": \"2026-01-05T09:00:00Z\""), 422, "invalid");
        pointer("/reason", post(NURSE, session, CHECK_IN, "{\"weightKg\": 70}"));
        pointer("", post(NURSE, session, CHECK_IN, "{\"reason\": \"x\"}"));
        isProblem(
                as(NURSE)
                        .header("If-Match", "\"2\"")
                        .body("{\"weightKg\": 70, \"reason\": \"x\"}")
                        .post("/v1/sessions/{id}/check-in/amend", session)
                        .then(),
                412,
                "stale");
        isProblem(
                Api.elsewhereAs(PRESCRIBER)
                        .body("{\"weightKg\": 70, \"reason\": \"x\"}")
                        .post("/v1/sessions/{id}/check-in/amend", session)
                        .then(),
                404,
                "not-found");
        isProblem(
                Api.elsewhereAs(PRESCRIBER)
                        .get("/v1/sessions/{id}/history", session)
                        .then(),
                404,
                "not-found");
        history(session).body("items", empty());
    }

    @Test
    void aRepeatedCorrectionIsOne() {
        var session = Treatment.checkedIn();
        var key = UUID.randomUUID().toString();
        for (var attempt = 0; attempt < 2; attempt++) {
            as(NURSE)
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"2\"")
                    .body("{\"weightKg\": 70, \"reason\": \"x\"}")
                    .post("/v1/sessions/{id}/check-in/amend", session)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"3\"");
        }
        amend(NURSE, session, CHECK_IN, "\"weightKg\": 70.00").statusCode(200).header("ETag", "\"3\"");
        history(session).body("items", hasSize(1));
    }

    @Test
    void theEndIsCorrectedAndTheAccountAddsUp() {
        var session = Treatment.infusing();
        Treatment.step(session, END, """
                {"at": "2026-01-05T09:55:00Z", "administeredMg": 36, "wastedMg": 14, "wasteWitness": "RN Two", "lot": "%s"}""".formatted("KT-" + session));
        pointer("/drawnMg", amend(NURSE, session, END, "\"administeredMg\": 20, \"drawnMg\": 50"));
        pointer("/wasteWitness", amend(NURSE, session, END, "\"wasteWitness\": null"));
        String nurse = as(NURSE).get("/v1/sessions/{id}", session).path("checkedInBy");
        pointer("/wasteWitness", amend(PRESCRIBER, session, END, "\"wasteWitness\": \"%s\"".formatted(nurse)));

        amend(NURSE, session, END, "\"administeredMg\": 20, \"wastedMg\": 30, \"drawnMg\": 50, \"lot\": \"KT-9\"")
                .statusCode(200)
                .body("administeredMg", equalTo(20))
                .body("wastedMg", equalTo(30))
                .body("drawnMg", equalTo(50))
                .body("wasteWitness", equalTo("RN Two"))
                .body("lot", equalTo("KT-9"))
                .body("endVerdicts.rule", contains("ADMINISTERED_CORRECTED", "ADMINISTERED_DOSE"))
                .body("endVerdicts[0].inputs.administeredMgBefore", equalTo(36))
                .body("endVerdicts[0].inputs.administeredMg", equalTo(20))
                .body("endVerdicts[1].inputs.plannedDoseMg", equalTo(36));
        amend(NURSE, session, END, "\"administeredMg\": 36, \"wastedMg\": 14, \"stopReason\": \"x\"")
                .body(
                        "endVerdicts.rule",
                        contains("ADMINISTERED_CORRECTED", "ADMINISTERED_DOSE", "ADMINISTERED_CORRECTED"));
        history(session)
                .body("items.step", contains("END", "END"))
                .body("items[0].before.lot", equalTo("KT-" + session))
                .body("items[0].after.lot", equalTo("KT-9"));
    }

    @Test
    void whatFollowsFromTheDoseFollowsTheCorrection() {
        var treatment = new ImportedTreatment().labelled("corrected-" + UUID.randomUUID());
        var session = treatment.discharged("2019-07-23");
        treatment.send();
        var lot = "KT-" + session;
        amend(
                        PRESCRIBER,
                        session,
                        END,
                        "\"administeredMg\": 30, \"wastedMg\": 6, \"wasteWitness\": \"RN Two\", \"lot\": \"%s\""
                                .formatted(lot))
                .statusCode(200)
                .body("status", equalTo("DISCHARGED"));
        amend(PRESCRIBER, session, CHECK_IN, "\"weightKg\": 60, \"weightConfirmed\": true")
                .statusCode(200);

        as(PRESCRIBER)
                .queryParam("from", "2019-07-23T00:00:00Z")
                .queryParam("to", "2019-07-24T00:00:00Z")
                .get("/v1/drug-account")
                .then()
                .statusCode(200)
                .body("items.lot", contains(lot))
                .body("items[0].administeredMg", equalTo(30))
                .body("items[0].wastedMg", equalTo(6))
                .body("items[0].drawnMg", equalTo(36));
        var line = Exports.of(Api.token(PRESCRIBER), "sessions")
                .lines()
                .filter(row -> row.contains(session))
                .toList();
        assertThat(line).hasSize(1);
        assertThat(line.get(0))
                .contains(
                        "\"administeredMg\":30",
                        "\"weightKg\":60",
                        "\"weightConfirmed\":true",
                        "\"dosedOnWeightKg\":72");
    }

    /** 28 mg of a patient of 56 kg were given, not 56 mg of one of 72 kg; the form was submitted with what was said first. */
    @Test
    void theSummaryAndTheFormFollowTheCorrection() {
        var course = Treatment.activeCourse("intranasal-esketamine-56");
        var session = Treatment.infusing(course);
        Treatment.step(session, END, "{\"at\": \"2026-01-05T09:20:00Z\", \"administeredMg\": 56, \"lot\": \"SP-1\"}");
        Treatment.goodReading(session, "2026-01-05T11:15:00Z");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": %s}".formatted(Treatment.CRITERIA_MET));
        as(NURSE).post("/v1/sessions/{id}/rems/submission", session).then().statusCode(201);

        amend(PRESCRIBER, session, END, "\"administeredMg\": 28, \"lot\": \"SP-2\", \"stopReason\": \"Nausea\"")
                .statusCode(200);
        amend(PRESCRIBER, session, CHECK_IN, "\"weightKg\": 56, \"concomitantMedications\": [\"OPIOID\"]")
                .statusCode(200);

        as(NURSE)
                .get("/v1/sessions/{id}/rems", session)
                .then()
                .body("doseMg", equalTo(28))
                .body("lot", equalTo("SP-2"))
                .body("concomitantMedications", contains("OPIOID"))
                .body("submitted.doseMg", equalTo(56))
                .body("submitted.lot", equalTo("SP-1"))
                .body("changedSinceSubmission", hasItems("/doseMg", "/lot"));
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("doses[0].administeredMg", equalTo(28))
                .body("doses[0].givenMgPerKg.toDouble()", closeTo(0.5, 0));
    }

    /** An alert on the whole dose stands as long as the corrected dose is above the limit. */
    @Test
    void alertsAreJudgedAgain() {
        var session = Treatment.observing();
        for (var mg : List.of("300", "36")) {
            amend(NURSE, session, END, "\"administeredMg\": " + mg).statusCode(200);
        }
        as(NURSE)
                .queryParam("sessionId", session)
                .queryParam("status", "OPEN")
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .body("items.findAll {it.kind == 'DOSE_EXCEEDED'}", empty());
    }

    private static void by(String session, String column, String subject) throws Exception {
        try (var owner = Database.asOwner();
                var update = owner.prepareStatement("UPDATE session SET %s = ? WHERE id = ?::uuid".formatted(column))) {
            owner.createStatement().execute("ALTER TABLE session DISABLE TRIGGER session_journal");
            update.setString(1, subject);
            update.setString(2, session);
            update.executeUpdate();
            owner.createStatement().execute("ALTER TABLE session ENABLE TRIGGER session_journal");
        }
    }

    private static ValidatableResponse history(String session) {
        return as(NURSE).get("/v1/sessions/{id}/history", session).then().statusCode(200);
    }

    private static ValidatableResponse amend(String role, String session, String step, String members) {
        return post(role, session, step, "{%s, \"reason\": \"Read off wrongly\"}".formatted(members));
    }

    private static ValidatableResponse post(String role, String session, String step, String body) {
        return as(role).body(body)
                .post("/v1/sessions/{id}/" + step + "/amend", session)
                .then();
    }

    private static void pointer(String pointer, ValidatableResponse answer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
