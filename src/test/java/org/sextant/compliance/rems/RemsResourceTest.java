package org.sextant.compliance.rems;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.VirtualClock;
import org.sextant.platform.StatementCounter;

@QuarkusTest
class RemsResourceTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    @PersistenceUnitExtension
    StatementCounter statements;

    /** Other tests look at the profile of this clinic too. */
    @AfterEach
    void forgetTheClinic() {
        defineClinic("{\"timeZone\": \"UTC\"}");
    }

    @Test
    void fillsInEveryFieldFromTheChart() {
        var course = Treatment.activeCourse(spray());
        enrol(course);
        defineClinic("{\"name\": \"Example Clinic\", \"address\": \"12 Example Street\", \"remsNumber\": \"R-0001\","
                + " \"timeZone\": \"UTC\"}");
        var session = Treatment.scheduled(course);
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
        Treatment.seeAlerts(session);
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");

        answer(session, null, """
                {"firstTreatment": true, "provider": "Dr. E. Example", "readyAfterMinutes": 85, "acceptableAtCompletion": true}""").statusCode(200);

        form(session)
                .body("complete", equalTo(true))
                .body("missing", hasSize(0))
                .body("formVersion", equalTo("2025"))
                .body("patient.name.family", equalTo("Example"))
                .body("patient.name.given", equalTo("Alex"))
                .body("patient.birthDate", equalTo("1984-05-17"))
                .body("patient.sex", equalTo("FEMALE"))
                .body("firstTreatment", equalTo(true))
                .body("enrolled", equalTo(true))
                .body("provider", equalTo("Dr. E. Example"))
                .body("setting.name", equalTo("Example Clinic"))
                .body("setting.address", equalTo("12 Example Street"))
                .body("setting.remsNumber", equalTo("R-0001"))
                .body("readyAfterMinutes", equalTo(85))
                .body("suggested.readyAfterMinutes", equalTo(80))
                .body("suggested.firstTreatment", equalTo(true))
                .body("acceptableBefore", equalTo(true))
                .body("acceptableAtCompletion", equalTo(true))
                .body("answeredBy", equalTo("demo-nurse"))
                .body("version", equalTo(1))
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
                .body("pulseOximetry.done", equalTo(true))
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
        var session = Treatment.infusing(Treatment.activeCourse(spray()));
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
        var session = Treatment.infusing(Treatment.activeCourse(spray()));

        form(session)
                .body("complete", equalTo(false))
                .body(
                        "missing",
                        containsInAnyOrder(
                                "firstTreatment",
                                "enrolled",
                                "provider",
                                "setting",
                                "readyAfterMinutes",
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
    void staffAnswerWhatTheChartCannotAndTakeItBack() {
        var session = Treatment.infusing(Treatment.activeCourse(spray()));
        form(session)
                .header("ETag", equalTo("\"0\""))
                .body("version", equalTo(0))
                .body("answeredAt", nullValue());
        isProblem(answer(session, "\"1\"", "{\"provider\": \"Dr. A\"}"), 412, "stale");

        answer(session, "\"0\"", "{\"provider\": \"Dr. A\", \"pulseOximetry\": {\"done\": true}}")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("provider", equalTo("Dr. A"))
                .body("pulseOximetry.done", equalTo(true))
                .body("pulseOximetry.readings", equalTo(0))
                .body("missing", not(hasItem("provider")))
                .body("missing", not(hasItem("pulseOximetry")));
        isProblem(answer(session, null, "{\"provider\": \"Dr. B\"}"), 428, "if-match-required");
        isProblem(answer(session, "\"0\"", "{\"provider\": \"Dr. B\"}"), 412, "stale");
        // The first request again: it changes nothing.
        answer(session, "\"0\"", "{\"provider\": \"Dr. A\", \"pulseOximetry\": {\"done\": true}}")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        answer(session, "\"1\"", "{\"provider\": null, \"acceptableBefore\": false}")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("missing", hasItem("provider"))
                .body("acceptableBefore", equalTo(false));

        as(NURSE)
                .get("/v1/sessions/{id}/rems/history", session)
                .then()
                .statusCode(200)
                .body("items.version", contains(1, 2))
                .body("items.provider", contains(equalTo("Dr. A"), nullValue()))
                .body("items.answeredBy", contains("demo-nurse", "demo-nurse"));
    }

    @Test
    void refusesAnswersThatCannotBe() {
        var session = Treatment.infusing(Treatment.activeCourse(spray()));
        for (var wrong : List.of(
                "{\"readyAfterMinutes\": -1}",
                "{\"readyAfterMinutes\": 1441}",
                "{\"provider\": \" \"}",
                "{\"enrolled\": true}",
                "{\"pulseOximetry\": {\"readings\": 4}}")) {
            isProblem(answer(session, null, wrong), 422, "invalid");
        }
        isProblem(answer(Treatment.infusing(), null, "{\"provider\": \"Dr. A\"}"), 404, "not-found");
        isProblem(
                as(COORDINATOR)
                        .contentType(MERGE_PATCH)
                        .body("{}")
                        .patch("/v1/sessions/{id}/rems", session)
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void aPatientWhomTheClinicTreatedBeforeIsNotTreatedForTheFirstTime() {
        var course = Treatment.activeCourse(spray());
        var first = Treatment.infusing(course, "2026-01-05");
        Treatment.step(first, "infusion/end", "{\"at\": \"2026-01-05T09:20:00Z\", \"administeredMg\": 56}");
        as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T09:25:00Z\", \"criteria\": %s, \"overrideReason\": \"Moved to a ward\"}"
                        .formatted(Treatment.CRITERIA_MET))
                .post("/v1/sessions/{id}/discharge", first)
                .then()
                .statusCode(200);
        var second = Treatment.infusing(course, "2026-01-08");

        form(first).body("firstTreatment", nullValue()).body("suggested.firstTreatment", equalTo(true));
        form(second)
                .body("firstTreatment", equalTo(false))
                .body("suggested.firstTreatment", equalTo(false))
                .body("missing", not(hasItem("firstTreatment")));
    }

    /** A pressure outside of the clinic's limits is acceptable only where staff say so. */
    @Test
    void onlyStaffAcceptAPressureBeyondTheLimits() {
        var session = Treatment.checkedIn(Treatment.activeCourse(spray()));
        reading(session, "09:10", 150, 85, 98, 5);
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
        form(session).body("acceptableBefore", nullValue()).body("missing", hasItem("acceptableBefore"));

        answer(session, null, "{\"acceptableBefore\": true}")
                .statusCode(200)
                .body("acceptableBefore", equalTo(true))
                .body("missing", not(hasItem("acceptableBefore")));
    }

    /** What was decided at the discharge stays; what was submitted is shown beside what the chart says now. */
    @Test
    void aCorrectionAfterTheSubmissionIsShownAndTheDischargeStays() {
        var session = Treatment.observing(Treatment.activeCourse(spray()));
        var last = Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T11:15:00Z", "systolic": 120, "diastolic": 80, "respiratoryRate": 18, "spo2": 98,
                 "sedation": 5}""");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");
        var before = as(NURSE).get("/v1/sessions/{id}", session).path("dischargeVerdicts");
        form(session).body("submitted", nullValue()).body("changedSinceSubmission", nullValue());
        as(NURSE).post("/v1/sessions/{id}/rems/submission", session).then().statusCode(201);
        isChanged(session, false);

        amend(last, "{\"respiratoryRate\": 8, \"note\": \"Counted again\", \"reason\": \"Misread\"}");

        form(session)
                .body("respiratoryDepression.occurred", equalTo(true))
                .body("submitted.respiratoryDepression.occurred", equalTo(false))
                .body("submitted.missing", hasItem("provider"))
                .body(
                        "changedSinceSubmission",
                        contains("/respiratoryDepression/occurred", "/respiratoryDepression/resolved"));
        isChanged(session, true);
        as(NURSE)
                .get("/v1/sessions/{id}", session)
                .then()
                .body("status", equalTo("DISCHARGED"))
                .body("dischargeVerdicts", equalTo(before));

        amend(last, "{\"respiratoryRate\": 18, \"reason\": \"It was right\"}");
        form(session).body("changedSinceSubmission", hasSize(0));
        isChanged(session, false);

        answer(session, null, "{\"provider\": \"Dr. E. Example\"}")
                .statusCode(200)
                .body("changedSinceSubmission", contains("/provider"));
        isChanged(session, true);
    }

    /** However many forms of a page are compared with their submissions. */
    @Test
    void aPageNeedsAsManyStatementsForThreeChangedFormsAsForOne() {
        changedForm();
        var first = statementsOfList();
        changedForm();
        changedForm();

        assertThat(statementsOfList()).isLessThanOrEqualTo(first).isLessThanOrEqualTo(12);
    }

    private static void changedForm() {
        var session = Treatment.observing(Treatment.activeCourse(spray()));
        Treatment.goodReading(session, "2026-01-05T11:15:00Z");
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");
        as(NURSE).post("/v1/sessions/{id}/rems/submission", session).then().statusCode(201);
        answer(session, null, "{\"provider\": \"Dr. E. Example\"}").statusCode(200);
        isChanged(session, true);
    }

    private int statementsOfList() {
        return statements
                .of(() -> as(NURSE).get("/v1/rems?limit=200").then().statusCode(200))
                .size();
    }

    private static void isChanged(String session, boolean changed) {
        as(NURSE)
                .get("/v1/rems?limit=200&changed=" + changed)
                .then()
                .statusCode(200)
                .body("items.find {it.sessionId == '%s'}.changed".formatted(session), equalTo(changed));
        as(NURSE).get("/v1/rems?limit=200&changed=" + !changed).then().body("items.sessionId", not(hasItem(session)));
    }

    private static void amend(String reading, String body) {
        as(PRESCRIBER).body(body).post("/v1/vitals/{id}/amend", reading).then().statusCode(200);
    }

    private static ValidatableResponse answer(String session, String ifMatch, String patch) {
        var request = as(NURSE).contentType(MERGE_PATCH).body(patch);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .patch("/v1/sessions/{id}/rems", session)
                .then();
    }

    private static void enrol(String course) {
        Treatment.create(
                "/v1/courses/" + course + "/clearances",
                "{\"kind\": \"REMS_ENROLMENT\", \"clearedOn\": \"2026-01-02\", \"clearedBy\": \"Dr. Example\"}");
    }

    private static void defineClinic(String profile) {
        as(ADMIN).header("If-Match", "*").body(profile).put("/v1/clinic").then().statusCode(200);
    }

    @Test
    void whatTheCheckInDidNotAskIsSaidAtTheDischarge() {
        var session = Treatment.observing(Treatment.activeCourse(spray()));
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
                        .get("/v1/sessions/{id}/rems", Treatment.ready(Treatment.activeCourse(spray()), "2026-01-05"))
                        .then(),
                404,
                "not-found");
    }

    @Test
    void isDueForSevenDaysThenOverdueUntilItIsSubmitted() {
        var session = Treatment.observing(Treatment.activeCourse(spray()));
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
        var session = Treatment.observing(Treatment.activeCourse(spray()));

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

    /** A clinic's own protocol of esketamine, which needs no clearance. */
    private static String spray() {
        var code = "zz-" + UUID.randomUUID();
        as(PRESCRIBER).body("""
                {"name": "Spray", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56},
                 "plannedSessions": 8, "minDaysBetweenSessions": 2,
                 "monitoring": {"baselineWithinMinutes": 30, "everyMinutesAfter": 40, "graceMinutes": 5, "observeMinutes": 120},
                 "limits": {"warnSystolicAbove": 140, "warnDiastolicAbove": 90, "holdSystolicAbove": 160, "holdDiastolicAbove": 100,
                            "alertSpo2Below": 92, "alertRespiratoryRateBelow": 10},
                 "discharge": ["OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "ORIENTED", "AMBULATORY", "SIDE_EFFECTS_SETTLED",
                               "ESCORT_PRESENT"]}""").put("/v1/protocols/{code}", code).then().statusCode(201);
        return code;
    }

    private static ValidatableResponse form(String session) {
        return as(NURSE).get("/v1/sessions/{id}/rems", session).then().statusCode(200);
    }

    private static void reading(String session, String time, int systolic, int diastolic, int spo2, int sedation) {
        Treatment.create(
                "/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T%s:00Z", "systolic": %d, "diastolic": %d, "respiratoryRate": 14, "spo2": %d, "sedation": %d}""".formatted(time, systolic, diastolic, spo2, sedation));
    }

    private static void effect(
            String session, String effect, String severity, String onset, String end, boolean serious) {
        Treatment.create(
                "/v1/sessions/" + session + "/side-effects", """
                {"effect": "%s", "severity": "%s", "onsetAt": "2026-01-05T%s:00Z", "resolvedAt": "2026-01-05T%s:00Z", "serious": %s}""".formatted(effect, severity, onset, end, serious));
    }
}
