package org.sextant.chart.course;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;
import org.sextant.rules.protocol.ClearanceKind;

@QuarkusTest
class CourseResourceTest {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Test
    void plansOnTheProtocolsPresentRevision() {
        var course = Treatment.plannedCourse();

        as(NURSE)
                .get("/v1/courses/{id}", course)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("status", equalTo("PLANNED"))
                .body("protocol", equalTo("iv-ketamine-0.5"))
                .body("protocolRevision", equalTo(1))
                .body("phase", equalTo("INDUCTION"))
                .body("plannedSessions", equalTo(6))
                .body("labels", hasSize(0));
    }

    @Test
    void takesWhatTheRequestSays() {
        var patient = Treatment.newPatient();
        var previous = Treatment.plannedCourse(patient, "iv-ketamine-0.5");

        plan(patient, """
                        , "phase": "MAINTENANCE", "plannedSessions": 1, "labels": ["a", "b", "a"], "previousCourseId": "%s\"""".formatted(previous))
                .statusCode(201)
                .body("phase", equalTo("MAINTENANCE"))
                .body("plannedSessions", equalTo(1))
                .body("labels", contains("a", "b"))
                .body("previousCourseId", equalTo(previous));
    }

    @Test
    void coursesThatContinueEachOtherAreOneEpisode() {
        var patient = Treatment.newPatient();
        var first = Treatment.plannedCourse(patient, "iv-ketamine-0.5");
        String second = continued(patient, first, "MAINTENANCE").extract().path("id");
        String third = continued(patient, second, "RELAPSE")
                .body("reason", equalTo("RELAPSE"))
                .body("episodeId", equalTo(first))
                .extract()
                .path("id");

        for (var course : List.of(first, second, third)) {
            as(NURSE).get("/v1/courses/{id}", course).then().statusCode(200).body("episodeId", equalTo(first));
        }
        as(NURSE)
                .get("/v1/courses?patientId={id}", patient)
                .then()
                .statusCode(200)
                .body("items.episodeId", contains(first, first, first))
                .body("items.reason", contains(null, "MAINTENANCE", "RELAPSE"));
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"reason\": \"OTHER\"}")
                .patch("/v1/courses/{id}", third)
                .then()
                .statusCode(200)
                .body("reason", equalTo("OTHER"))
                .body("episodeId", equalTo(first));
    }

    @Test
    void oneCourseContinuesACourse() {
        var patient = Treatment.newPatient();
        var first = Treatment.plannedCourse(patient, "iv-ketamine-0.5");
        continued(patient, first, "MAINTENANCE").statusCode(201);

        isProblem(continued(patient, first, "RELAPSE"), 409, "course-has-successor");
        invalid(plan(patient, ", \"reason\": \"AGAIN\""), "/reason");
        var own = UUID.randomUUID();
        invalid(
                plan(patient, ", \"id\": \"%1$s\", \"previousCourseId\": \"%1$s\"".formatted(own)),
                "/previousCourseId");
    }

    private static ValidatableResponse continued(String patient, String previous, String reason) {
        return plan(patient, ", \"previousCourseId\": \"%s\", \"reason\": \"%s\"".formatted(previous, reason));
    }

    @Test
    void refusesWhatItRefersToWhereTheClinicHasNone() {
        var patient = Treatment.newPatient();
        String foreign = elsewhereAs(PRESCRIBER)
                .body("""
                        {"mrn": "%s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID()))
                .post("/v1/patients")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        invalid(plan(UUID.randomUUID().toString(), ""), "/patientId");
        invalid(plan(foreign, ""), "/patientId");
        invalid(
                plan(patient, ", \"previousCourseId\": \"%s\"".formatted(Treatment.plannedCourse())),
                "/previousCourseId");
        invalid(plan(patient, ", \"plannedSessions\": 61"), "/plannedSessions");
        invalid(plan(patient, ", \"plannedSessions\": 0"), "/plannedSessions");
        invalid(plan(patient, ", \"status\": \"ACTIVE\""), "/status");
        invalid(as(PRESCRIBER).body("""
                                {"patientId": "%s", "protocol": "none", "indication": {"system": "s", "code": "c"}}""".formatted(patient)).post("/v1/courses").then(), "/protocol");
    }

    @Test
    void createsOncePerId() {
        var patient = Treatment.newPatient();
        var id = ", \"id\": \"%s\"".formatted(UUID.randomUUID());

        plan(patient, id).statusCode(201);
        plan(patient, id).statusCode(200).header("Idempotent-Replayed", "true");
        isProblem(plan(patient, id + ", \"plannedSessions\": 3"), 409, "id-reuse");
        isProblem(plan(Treatment.newPatient(), id), 409, "id-reuse");
    }

    @Test
    void takesEveryKindOfClearance() {
        var course = Treatment.plannedCourse();

        for (var kind : ClearanceKind.values()) {
            clear(course, kind.name()).statusCode(201).body("kind", equalTo(kind.name()));
        }
    }

    @Test
    void isActivatedOnlyWithEveryClearance() {
        var course = Treatment.plannedCourse();
        isProblem(act(course, "activate"), 409, "clearance-missing")
                .body("missing", contains("PSYCHIATRIC_EVALUATION", "PHYSICAL_EXAM", "BLOOD_WORK", "CONSENT"));

        for (var kind : Treatment.CLEARANCES.subList(0, 3)) {
            clear(course, kind).statusCode(201).header("ETag", "\"1\"").body("kind", equalTo(kind));
        }
        isProblem(act(course, "activate"), 409, "clearance-missing").body("missing", contains("CONSENT"));
        as(NURSE).get("/v1/courses/{id}", course).then().body("status", equalTo("PLANNED"));

        String consent = clear(course, "CONSENT").extract().path("id");
        act(course, "activate").statusCode(200).header("ETag", "\"2\"").body("status", equalTo("ACTIVE"));
        as(NURSE)
                .get("/v1/courses/{id}/clearances", course)
                .then()
                .statusCode(200)
                .body("items.kind", containsInAnyOrder(Treatment.CLEARANCES.toArray()));
        as(NURSE)
                .get("/v1/courses/{id}/clearances/{consent}", course, consent)
                .then()
                .statusCode(200);
        isProblem(
                as(NURSE)
                        .get("/v1/courses/{id}/clearances/{consent}", Treatment.plannedCourse(), consent)
                        .then(),
                404,
                "not-found");
    }

    @Test
    void aClearanceOfTomorrowIsRefused() {
        invalid(
                as(PRESCRIBER)
                        .body("{\"kind\": \"CONSENT\", \"clearedOn\": \"2199-01-01\", \"clearedBy\": \"Dr. E\"}")
                        .post("/v1/courses/{id}/clearances", Treatment.plannedCourse())
                        .then(),
                "/clearedOn");
    }

    @Test
    void aStepThatNeedsNoBodyRefusesOneThatSaysSomething() {
        var course = Treatment.clearedCourse(Treatment.newPatient(), "iv-ketamine-0.5");
        for (var step : new String[] {"activate", "complete"}) {
            invalid(
                    as(PRESCRIBER)
                            .body("{\"at\": 1}")
                            .post("/v1/courses/{id}/" + step, course)
                            .then(),
                    "/at");
            isProblem(
                    as(PRESCRIBER)
                            .body("{")
                            .post("/v1/courses/{id}/" + step, course)
                            .then(),
                    400,
                    "bad-request");
        }

        as(PRESCRIBER)
                .body("{}")
                .post("/v1/courses/{id}/activate", course)
                .then()
                .statusCode(200);
    }

    @Test
    void aPatientHasOneActiveCourse() {
        var patient = Treatment.newPatient();
        var first = Treatment.clearedCourse(patient, "iv-ketamine-0.5");
        var second = Treatment.clearedCourse(patient, "im-ketamine-0.5");
        act(first, "activate").statusCode(200);

        isProblem(act(second, "activate"), 409, "active-course-exists");

        act(first, "complete").statusCode(200).body("status", equalTo("COMPLETED"));
        act(second, "activate").statusCode(200);
    }

    @Test
    void stepsKeepToTheStates() {
        var course = Treatment.plannedCourse();
        isProblem(act(course, "complete"), 409, "wrong-state").body("currentStatus", equalTo("PLANNED"));
        discontinue(course)
                .statusCode(200)
                .body("status", equalTo("DISCONTINUED"))
                .body("discontinueReason", equalTo("x"))
                .body("endReason", nullValue());

        isProblem(act(course, "activate"), 409, "wrong-state").body("currentStatus", equalTo("DISCONTINUED"));
        isProblem(discontinue(course), 409, "wrong-state");
        invalid(
                as(PRESCRIBER)
                        .body("{}")
                        .post("/v1/courses/{id}/discontinue", course)
                        .then(),
                "/reason");
    }

    @Test
    void aStepHonoursIfMatchWhereItIsSent() {
        var course = Treatment.clearedCourse(Treatment.newPatient(), "iv-ketamine-0.5");

        isProblem(
                        as(PRESCRIBER)
                                .header("If-Match", "\"9\"")
                                .post("/v1/courses/{id}/activate", course)
                                .then(),
                        412,
                        "stale")
                .header("ETag", "\"1\"");
        as(PRESCRIBER)
                .header("If-Match", "\"9\", \"1\"")
                .post("/v1/courses/{id}/activate", course)
                .then()
                .statusCode(200);
    }

    @Test
    void endingCancelsWhatIsScheduledButNotUnderAPatient() {
        var course = Treatment.activeCourse();
        var running = Treatment.checkedIn(course);
        var scheduled = Treatment.scheduled(course);

        isProblem(act(course, "complete"), 409, "session-running");
        isProblem(discontinue(course), 409, "session-running");
        as(NURSE).get("/v1/sessions/{id}", scheduled).then().body("status", equalTo("SCHEDULED"));

        Treatment.step(running, "cancel", "{\"reason\": \"Fever\"}");
        act(course, "complete").statusCode(200);
        as(NURSE)
                .get("/v1/sessions/{id}", scheduled)
                .then()
                .body("status", equalTo("CANCELLED"))
                .body("cancelReason", equalTo("Course completed"));
        isProblem(
                as(PRESCRIBER)
                        .body("{\"scheduledAt\": \"2026-01-05T09:00:00Z\"}")
                        .post("/v1/courses/{id}/sessions", course)
                        .then(),
                409,
                "wrong-state");
    }

    @Test
    void changesDetailsButNeverBelowTheSessionsThereAre() {
        var course = Treatment.activeCourse();
        Treatment.scheduled(course);
        Treatment.scheduled(course);

        patch(course, "\"2\"", "{\"plannedSessions\": 2, \"labels\": [\"x\"]}")
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("plannedSessions", equalTo(2))
                .body("labels", contains("x"))
                .body("indication.code", equalTo("F33.2"));
        invalid(patch(course, "\"3\"", "{\"plannedSessions\": 1}"), "/plannedSessions");
        invalid(patch(course, "\"3\"", "{\"indication\": {\"code\": null}}"), "/indication/code");
        invalid(patch(course, "\"3\"", "{\"protocol\": \"im-ketamine-0.5\"}"), "/protocol");
        isProblem(patch(course, "\"2\"", "{}"), 412, "stale").header("ETag", "\"3\"");
        patch(course, "\"3\"", "{\"labels\": null}").statusCode(200).body("labels", hasSize(0));
    }

    @Test
    void whatHasEndedKeepsAllButItsLabels() {
        var course = Treatment.plannedCourse();
        discontinue(course).statusCode(200);

        isProblem(patch(course, "\"2\"", "{\"plannedSessions\": 9}"), 409, "wrong-state")
                .body("currentStatus", equalTo("DISCONTINUED"));
        isProblem(clear(course, "CONSENT"), 409, "wrong-state");
        patch(course, "\"2\"", "{\"labels\": [\"moved\"]}").statusCode(200).body("labels", contains("moved"));
    }

    @Test
    void listsByFilters() {
        var patient = Treatment.newPatient();
        var labelled = plan(patient, ", \"labels\": [\"list-%s\"]".formatted(patient))
                .extract()
                .<String>path("id");
        var other = Treatment.plannedCourse();
        var before = Instant.now().minusSeconds(3600).toString();

        list("?patientId=" + patient).body("items.id", contains(labelled));
        list("?label=list-" + patient).body("items.id", contains(labelled));
        list("?limit=200&status=PLANNED&updatedSince=" + before).body("items.status", everyItem(equalTo("PLANNED")));
        list("?patientId=" + patient + "&status=ACTIVE").body("items", hasSize(0));
        list("?patientId=" + patient + "&updatedSince=2199-01-01T00:00:00Z").body("items", hasSize(0));
        list("?patientId=" + patient).body("items.id", not(hasItem(other)));
    }

    private static ValidatableResponse list(String query) {
        return as(INTEGRATION).get("/v1/courses" + query).then().statusCode(200);
    }

    private static ValidatableResponse plan(String patient, String more) {
        return as(PRESCRIBER)
                .body("""
                        {"patientId": "%s", "protocol": "iv-ketamine-0.5", "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}%s}""".formatted(patient, more))
                .post("/v1/courses")
                .then();
    }

    @Test
    void theReasonOfADiscontinuationIsACodeBesideTheWords() {
        var course = Treatment.plannedCourse();
        invalid(
                as(PRESCRIBER)
                        .body("{\"reason\": \"Moved\", \"endReason\": \"MOVED\"}")
                        .post("/v1/courses/{id}/discontinue", course)
                        .then(),
                "/endReason");

        as(PRESCRIBER)
                .body("{\"reason\": \"Moved to another town\", \"endReason\": \"TRANSFERRED\"}")
                .post("/v1/courses/{id}/discontinue", course)
                .then()
                .statusCode(200)
                .body("discontinueReason", equalTo("Moved to another town"))
                .body("endReason", equalTo("TRANSFERRED"));
        as(PRESCRIBER).get("/v1/courses/{id}", course).then().body("endReason", equalTo("TRANSFERRED"));
    }

    /** A client that asks for the courses that changed since its last look sees what happened in their charts. */
    @Test
    void updatedSinceSeesStepsReadingsScoresAndOtherRecords() {
        var course = Treatment.activeCourse();
        String patient = as(NURSE).get("/v1/courses/{id}", course).path("patientId");
        var other = Treatment.plannedCourse(patient, "im-ketamine-0.5");
        var session = Treatment.scheduled(course);
        var times = "\"2026-01-05T09:30:00Z\"";

        changes(patient, course, () -> Treatment.step(session, "check-in", """
                {"at": "2026-01-05T09:00:00Z", "weightKg": 72}"""));
        changes(patient, course, () -> Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": %s, "systolic": 120, "diastolic": 80}""".formatted(times)));
        changes(
                patient,
                course,
                () -> Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "NAUSEA", "severity": "MILD", "onsetAt": %s}""".formatted(times)));
        changes(
                patient,
                course,
                () -> Treatment.create("/v1/sessions/" + session + "/medications", """
                {"drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV", "givenAt": %s}""".formatted(times)));
        changes(
                patient,
                course,
                () -> Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": %s, "timepoint": "PRE_SESSION", "total": 12}""".formatted(times)));
        changes(patient, course, () -> Treatment.scheduled(course, "2026-01-08"));
        changes(patient, other, () -> Treatment.label(other, "arm-b"));
    }

    /** The act changes this course of the patient, and no other. */
    private static void changes(String patient, String course, Runnable act) {
        var since = Instant.now();
        var changed = "?patientId=" + patient + "&updatedSince=" + since;
        list(changed).body("items", hasSize(0));
        act.run();
        list(changed).body("items.id", contains(course));
    }

    private static ValidatableResponse act(String course, String step) {
        return as(PRESCRIBER).post("/v1/courses/{id}/" + step, course).then();
    }

    private static ValidatableResponse discontinue(String course) {
        return as(PRESCRIBER)
                .body("{\"reason\": \"x\"}")
                .post("/v1/courses/{id}/discontinue", course)
                .then();
    }

    private static ValidatableResponse clear(String course, String kind) {
        return as(PRESCRIBER)
                .body("{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"Dr. E\"}"
                        .formatted(kind, Treatment.today()))
                .post("/v1/courses/{id}/clearances", course)
                .then();
    }

    private static ValidatableResponse patch(String course, String ifMatch, String patch) {
        return as(PRESCRIBER)
                .contentType(MERGE_PATCH)
                .header("If-Match", ifMatch)
                .body(patch)
                .patch("/v1/courses/{id}", course)
                .then();
    }

    private static void invalid(ValidatableResponse answer, String pointer) {
        isProblem(answer, 422, "invalid").body("errors.pointer", contains(pointer));
    }
}
