package org.sextant.chart.session;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class SessionResourceTest {

    @Test
    void goesThroughAllItsSteps() {
        var session = Treatment.scheduled(Treatment.activeCourse());

        step(session, "check-in", """
                        {"at": "2026-01-05T09:00:00Z", "weightKg": 72.4, "escort": {"name": "Sam", "phone": "1"}, "fasted": true, "note": "n"}""")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("status", equalTo("CHECKED_IN"))
                .body("checkedInAt", equalTo("2026-01-05T09:00:00Z"))
                .body("weightKg", equalTo(72.4f))
                .body("escort.name", equalTo("Sam"));
        Treatment.goodReading(session, "2026-01-05T09:10:00Z");
        step(session, "infusion/start", """
                        {"at": "2026-01-05T10:15:00+01:00", "lot": "KT-1", "concentrationMgPerMl": 1.0}""")
                .statusCode(200)
                .body("status", equalTo("INFUSING"))
                .body("startedAt", equalTo("2026-01-05T09:15:00Z"))
                .body("mgPerKg", equalTo(0.5f))
                .body("plannedDoseMg", equalTo(36.2f))
                .body("lot", equalTo("KT-1"));
        step(session, "infusion/end", """
                        {"at": "2026-01-05T09:55:00Z", "administeredMg": 36.2, "wastedMg": 13.8, "wasteWitness": "RN Two"}""")
                .statusCode(200)
                .body("status", equalTo("OBSERVING"))
                .body("administeredMg", equalTo(36.2f));
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        step(session, "discharge", "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}")
                .statusCode(200)
                .header("ETag", "\"5\"")
                .body("status", equalTo("DISCHARGED"))
                .body("criteria.ORIENTED", equalTo(true));
    }

    @Test
    void aStepWithoutATimeIsTakenNow() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        step(session, "check-in", "{\"weightKg\": 70}").statusCode(200);
        Treatment.goodReading(session, Instant.now());

        as(NURSE)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("plannedDoseMg", equalTo(35));
    }

    @Test
    void everyOtherStepIsAWrongState() {
        var end = "{\"administeredMg\": 36}";
        var discharge = "{\"criteria\": " + Treatment.CRITERIA_MET + "}";
        var scheduled = Treatment.scheduled(Treatment.activeCourse());
        wrongState(step(scheduled, "infusion/start", "{}"), "SCHEDULED");
        wrongState(step(scheduled, "infusion/end", end), "SCHEDULED");
        wrongState(step(scheduled, "discharge", discharge), "SCHEDULED");

        var checkedIn = Treatment.checkedIn();
        wrongState(step(checkedIn, "check-in", "{\"weightKg\": 70}"), "CHECKED_IN");
        wrongState(step(checkedIn, "infusion/end", end), "CHECKED_IN");
        wrongState(step(checkedIn, "discharge", discharge), "CHECKED_IN");

        var infusing = Treatment.infusing();
        wrongState(step(infusing, "infusion/start", "{}"), "INFUSING");
        wrongState(step(infusing, "discharge", discharge), "INFUSING");
        wrongState(step(infusing, "cancel", "{\"reason\": \"x\"}"), "INFUSING");

        var discharged = Treatment.discharged(Treatment.activeCourse());
        wrongState(step(discharged, "discharge", discharge), "DISCHARGED");
        wrongState(step(discharged, "cancel", "{\"reason\": \"x\"}"), "DISCHARGED");
    }

    @Test
    void isOnlyRunInAnActiveCourse() {
        var session = Treatment.scheduled(Treatment.plannedCourse());

        isProblem(step(session, "check-in", "{\"weightKg\": 70}"), 409, "course-not-active")
                .body("currentStatus", equalTo("PLANNED"));
    }

    @Test
    void noStepLiesBeforeTheOneItFollowsNorInTheFuture() {
        var session = Treatment.ready();
        invalid(step(session, "infusion/start", "{\"at\": \"2026-01-05T08:59:59Z\"}"), "/at");
        invalid(step(session, "infusion/start", "{\"at\": \"%s\"}".formatted(inMinutes(6))), "/at");

        step(session, "infusion/start", "{\"at\": \"2026-01-05T09:10:00Z\"}").statusCode(200);
        invalid(step(session, "infusion/end", "{\"at\": \"2026-01-05T09:09:59Z\", \"administeredMg\": 1}"), "/at");
        step(session, "infusion/end", "{\"at\": \"%s\", \"administeredMg\": 1}".formatted(inMinutes(4)))
                .statusCode(200);
    }

    @Test
    void rangesOfTheStepsAreKept() {
        var course = Treatment.activeCourse();
        var session = Treatment.scheduled(course);
        invalid(step(session, "check-in", "{\"weightKg\": 19.99}"), "/weightKg");
        invalid(step(session, "check-in", "{\"weightKg\": 400.01}"), "/weightKg");
        invalid(step(session, "check-in", "{\"weightKg\": \"70\"}"), "/weightKg");
        invalid(step(session, "check-in", "{}"), "/weightKg");
        step(session, "check-in", "{\"weightKg\": 20, \"at\": \"2026-01-05T09:00:00Z\"}")
                .statusCode(200);

        invalid(step(session, "infusion/start", "{\"mgPerKg\": 0}"), "/mgPerKg");
        invalid(step(session, "infusion/start", "{\"mgPerKg\": 10.001}"), "/mgPerKg");
    }

    @Test
    void theDoseIsCappedAndAboveTheLimitNeedsAPrescribersReason() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        step(session, "check-in", "{\"weightKg\": 90}").statusCode(200);
        Treatment.goodReading(session, Instant.now());
        isProblem(step(session, "infusion/start", "{\"mgPerKg\": 1.6}"), 409, "safety-rule")
                .body("rules.rule", contains("DOSE_LIMIT"));
        var override = "{\"mgPerKg\": 1.6, \"overrideReason\": \"Anaesthetist present\"}";
        isProblem(step(session, "infusion/start", override), 403, "forbidden");

        as(PRESCRIBER)
                .body(override)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200)
                .body("plannedDoseMg", equalTo(100))
                .body("startOverrideReason", equalTo("Anaesthetist present"));
    }

    @Test
    void aFixedDoseTakesNoMgPerKg() {
        var session = Treatment.ready(Treatment.activeCourse("intranasal-esketamine-56"), "2026-01-05");

        invalid(step(session, "infusion/start", "{\"mgPerKg\": 0.5}"), "/mgPerKg");
        step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}")
                .statusCode(200)
                .body("plannedDoseMg", equalTo(56));
    }

    @Test
    void dischargeAsksForEveryCriterionOfTheProtocol() {
        var session = Treatment.observing();
        isProblem(step(session, "discharge", "{\"criteria\": {\"ORIENTED\": true}}"), 422, "invalid")
                .body("errors", hasSize(5))
                .body("errors.pointer", hasItem("/criteria/ESCORT_PRESENT"));
        isProblem(step(session, "discharge", "{\"criteria\": {\"HAPPY\": true}}"), 422, "invalid");
        Treatment.goodReading(session, "2026-01-05T10:55:00Z");
        var unsteady = Treatment.CRITERIA_MET.replace("\"AMBULATORY\": true", "\"AMBULATORY\": false");
        isProblem(
                        step(
                                session,
                                "discharge",
                                "{\"at\": \"2026-01-05T11:00:00Z\", \"criteria\": " + unsteady + "}"),
                        409,
                        "safety-rule")
                .body("rules.rule", contains("AMBULATORY"));

        as(PRESCRIBER)
                .body("""
                        {"at": "2026-01-05T11:00:00Z", "overrideReason": "Uses a wheelchair at home", "criteria": %s}""".formatted(unsteady))
                .post("/v1/sessions/{id}/discharge", session)
                .then()
                .statusCode(200)
                .body("dischargeOverrideReason", equalTo("Uses a wheelchair at home"))
                .body("dischargeVerdicts.findAll {it.outcome == 'BLOCK'}.rule", contains("AMBULATORY"))
                .body("criteria.AMBULATORY", equalTo(false));
    }

    @Test
    void aCancelledSessionGivesItsNumberBack() {
        var course = Treatment.activeCourse();
        var first = Treatment.scheduled(course);
        Treatment.scheduled(course);
        step(first, "cancel", "{\"reason\": \"Cold\", \"noShow\": true}")
                .statusCode(200)
                .body("status", equalTo("CANCELLED"))
                .body("noShow", equalTo(true));

        var replacement = Treatment.scheduled(course);

        as(NURSE).get("/v1/sessions/{id}", replacement).then().body("number", equalTo(1));
        as(NURSE).get("/v1/sessions/{id}", Treatment.scheduled(course)).then().body("number", equalTo(3));
        invalid(step(Treatment.checkedIn(), "cancel", "{\"reason\": \"x\", \"noShow\": true}"), "/noShow");
    }

    @Test
    void aCourseNeverHasMoreSessionsThanItPlansWhateverWasCancelled() {
        var course = Treatment.plannedCourse();
        for (var number = 1; number <= 6; number++) {
            var session = Treatment.scheduled(course);
            if (number == 2) {
                step(session, "cancel", "{\"reason\": \"Cold\"}").statusCode(200);
            }
        }
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body("{\"plannedSessions\": 5}")
                .patch("/v1/courses/{id}", course)
                .then()
                .statusCode(200);

        isProblem(schedule(course, UUID.randomUUID()), 409, "course-full");
    }

    @Test
    void aStepWithoutATimeFollowsAStepOfAFastClock() {
        var session = Treatment.scheduled(Treatment.activeCourse());
        var ahead = inMinutes(4).toString();
        step(session, "check-in", "{\"weightKg\": 70, \"at\": \"%s\"}".formatted(ahead))
                .statusCode(200);
        Treatment.goodReading(session, Instant.now());

        step(session, "infusion/start", "{}").statusCode(200);
    }

    @Test
    void scheduleMakesTheSessionsThatAreMissing() {
        var course = Treatment.plannedCourse();
        Treatment.scheduled(course);

        as(COORDINATOR)
                .body("{\"firstAt\": \"2026-02-02T09:00:00Z\", \"everyDays\": 3}")
                .post("/v1/courses/{id}/schedule", course)
                .then()
                .statusCode(201)
                .body("items.number", contains(2, 3, 4, 5, 6))
                .body("items[4].scheduledAt", equalTo("2026-02-14T09:00:00Z"));
        isProblem(
                as(PRESCRIBER)
                        .body("{\"firstAt\": \"2026-02-02T09:00:00Z\", \"everyDays\": 3}")
                        .post("/v1/courses/{id}/schedule", course)
                        .then(),
                409,
                "course-full");
        isProblem(schedule(course, UUID.randomUUID()), 409, "course-full");
        as(NURSE)
                .get("/v1/courses/{id}/sessions", course)
                .then()
                .statusCode(200)
                .body("items.number", contains(1, 2, 3, 4, 5, 6));
    }

    @Test
    void aRetriedCreateIsReplayedAlsoWhenTheCourseIsFullByNow() {
        var course = Treatment.plannedCourse();
        var id = UUID.randomUUID();
        schedule(course, id).statusCode(201).header("ETag", "\"1\"");
        as(PRESCRIBER)
                .body("{\"firstAt\": \"2026-02-02T09:00:00Z\", \"everyDays\": 3}")
                .post("/v1/courses/{id}/schedule", course)
                .then()
                .statusCode(201);

        schedule(course, id)
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("number", equalTo(1));
        isProblem(schedule(Treatment.plannedCourse(), id), 409, "id-reuse");
    }

    @Test
    void theBoardShowsTheDay() {
        var course = Treatment.plannedCourse();
        var day = "2101-01-05";
        as(PRESCRIBER)
                .body("{\"firstAt\": \"%sT09:00:00Z\", \"everyDays\": 1}".formatted(day))
                .post("/v1/courses/{id}/schedule", course)
                .then()
                .statusCode(201);

        as(COORDINATOR)
                .queryParam("from", day + "T00:00:00Z")
                .queryParam("to", day + "T23:59:59Z")
                .get("/v1/sessions")
                .then()
                .statusCode(200)
                .body("items.courseId", hasItem(course))
                .body("items.findAll {it.courseId == '%s'}".formatted(course), hasSize(1));
        String patient = as(NURSE).get("/v1/courses/{id}", course).path("patientId");
        var known = as(NURSE).get("/v1/patients/{id}", patient).jsonPath();
        as(NURSE)
                .queryParam("from", day)
                .queryParam("to", day)
                .get("/v1/sessions")
                .then()
                .body("items.find {it.courseId == '%s'}.patient.mrn".formatted(course), equalTo(known.getString("mrn")))
                .body("items.find {it.courseId == '%s'}.patient.name".formatted(course), equalTo(known.getMap("name")));
        as(NURSE)
                .queryParam("status", "INFUSING")
                .queryParam("from", day + "T00:00:00Z")
                .get("/v1/sessions")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void aStepHonoursIfMatchWhereItIsSent() {
        var session = Treatment.ready();

        isProblem(
                        as(NURSE)
                                .header("If-Match", "\"1\"")
                                .body("{}")
                                .post("/v1/sessions/{id}/infusion/start", session)
                                .then(),
                        412,
                        "stale")
                .header("ETag", "\"2\"");
        as(NURSE)
                .header("If-Match", "\"2\"")
                .body("{\"at\": \"2026-01-05T09:15:00Z\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200);
    }

    @Test
    void aCoordinatorSeesTheAppointmentAndNothingClinical() {
        var session = Treatment.infusing();
        var fields = new String[] {
            "id",
            "courseId",
            "patientId",
            "number",
            "status",
            "scheduledAt",
            "scheduledLocal",
            "timeZone",
            "reschedules",
            "version"
        };

        as(COORDINATOR).get("/v1/sessions/{id}", session).then().body("keySet()", containsInAnyOrder(fields));
        as(COORDINATOR)
                .queryParam("status", "INFUSING")
                .get("/v1/sessions")
                .then()
                .body("items[0].patient.name.family", notNullValue())
                .body("items[0].keySet() - 'patient'", containsInAnyOrder(fields));
        as(COORDINATOR)
                .body("{\"reason\": \"Cold\"}")
                .post("/v1/sessions/{id}/cancel", Treatment.checkedIn())
                .then()
                .statusCode(200)
                .body("keySet()", containsInAnyOrder(fields));
    }

    private static ValidatableResponse step(String session, String step, String body) {
        return as(NURSE).body(body).post("/v1/sessions/{id}/" + step, session).then();
    }

    private static ValidatableResponse schedule(String course, UUID id) {
        return as(PRESCRIBER)
                .body("{\"id\": \"%s\", \"scheduledAt\": \"2026-01-05T09:00:00Z\"}".formatted(id))
                .post("/v1/courses/{id}/sessions", course)
                .then();
    }

    private static Instant inMinutes(int minutes) {
        return Instant.now().plus(Duration.ofMinutes(minutes));
    }

    private static void wrongState(ValidatableResponse answer, String current) {
        isProblem(answer, 409, "wrong-state").body("currentStatus", equalTo(current));
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
