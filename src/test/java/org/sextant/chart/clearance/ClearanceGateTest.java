package org.sextant.chart.clearance;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Treatment;

/** Clearances gate the activation of a course and each start. */
@QuarkusTest
class ClearanceGateTest {

    private static final String ECG_EACH_TIME = "{\"kind\": \"ECG\", \"validDays\": 90, \"at\": \"EACH_SESSION\"}";
    private static final String TEST_EACH_TIME =
            "{\"kind\": \"PREGNANCY_TEST\", \"validDays\": 30, \"appliesTo\": \"CHILDBEARING\", \"at\": \"EACH_SESSION\"}";

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);
    private final String nurse = Clinics.token(clinic, NURSE);

    private String patient;

    @BeforeEach
    void register() {
        patient = Treatment.create(token, "/v1/patients", """
                {"mrn": "M-1", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
    }

    /** 23:30 on day 90 in New York is day 91 in UTC. */
    @Test
    void aClearanceIsValidToTheLastMinuteOfItsLastDayInTheClinicsZone() {
        with(Clinics.token(clinic, ADMIN))
                .body("{\"timeZone\": \"America/New_York\"}")
                .put("/v1/clinic")
                .then()
                .statusCode(200);
        define(ECG_EACH_TIME);
        clear("ECG", "CLEARED", "2026-03-01");
        var course = activeCourse();

        start(checkedIn(course, "2026-05-31T03:20:00Z"), "2026-05-31T03:30:00Z").statusCode(200);

        clear("ECG", "CLEARED", "2026-02-28");
        complete(course);
        var second = activeCourse();
        var refused = checkedIn(second, "2026-06-02T12:00:00Z");
        isProblem(start(refused, "2026-06-02T12:10:00Z"), 409, "safety-rule")
                .body("rules.rule", contains("CLEARANCE_CURRENT"))
                .body("rules[0].inputs.kind", equalTo("ECG"))
                .body("rules[0].inputs.clearedOn", equalTo("2026-03-01"))
                .body("rules[0].inputs.validUntil", equalTo("2026-05-30"))
                .body("rules[0].inputs.date", equalTo("2026-06-02"))
                .body("rules[0].overridableBy", equalTo("PRESCRIBER"));
        with(nurse)
                .queryParam("step", "start")
                .get("/v1/sessions/{id}/checks", refused)
                .then()
                .body("verdicts.rule", hasItem("CLEARANCE_CURRENT"));
        with(token)
                .body("{\"at\": \"2026-06-02T12:10:00Z\", \"overrideReason\": \"The ECG is on its way\"}")
                .post("/v1/sessions/{id}/infusion/start", refused)
                .then()
                .statusCode(200);
    }

    @Test
    void theDayAfterItsLastDayIsTooLate() {
        define(ECG_EACH_TIME);
        clear("ECG", "CLEARED", "2026-03-01");
        var course = activeCourse();

        treated(course, "2026-05-30");
        isProblem(start(checkedIn(course, "2026-05-31T08:00:00Z"), "2026-05-31T08:10:00Z"), 409, "safety-rule")
                .body("rules.rule", contains("CLEARANCE_CURRENT"));
    }

    @Test
    void aPositivePregnancyTestBlocksEachLaterStartUntilALaterOneClears() {
        define(TEST_EACH_TIME);
        clear("PREGNANCY_TEST", "CLEARED", "2026-01-05");
        var course = activeCourse();
        for (var day = 5; day < 9; day++) {
            treated(course, "2026-01-0" + day);
        }
        clear("PREGNANCY_TEST", "NOT_CLEARED", "2026-01-09");
        var fifth = checkedIn(course, "2026-01-09T09:00:00Z");
        isRefusedForTheTest(start(fifth, "2026-01-09T09:10:00Z"));
        with(token)
                .body("{\"reason\": \"Pregnant\"}")
                .post("/v1/sessions/{id}/cancel", fifth)
                .then()
                .statusCode(200);
        complete(course);

        var second = activeCourse();
        var first = checkedIn(second, "2026-01-10T09:00:00Z");
        isRefusedForTheTest(start(first, "2026-01-10T09:10:00Z"));
        clear("PREGNANCY_TEST", "CLEARED", "2026-01-10");
        start(first, "2026-01-10T09:20:00Z").statusCode(200);
    }

    @Test
    void whoCannotBePregnantIsNotAskedAndWhoeverDoesNotKnowIs() {
        define(TEST_EACH_TIME);
        var session = checkedIn(activeCourse(), "2026-01-05T09:00:00Z");

        isRefusedForTheTest(start(session, "2026-01-05T09:10:00Z"));
        childbearing("1", "\"YES\"").body("childbearing", equalTo("YES"));
        isRefusedForTheTest(start(session, "2026-01-05T09:10:00Z"));
        childbearing("2", "\"NO\"").body("childbearing", equalTo("NO"));
        start(session, "2026-01-05T09:10:00Z").statusCode(200);
        childbearing("3", "null").body("childbearing", equalTo("UNKNOWN"));
    }

    @Test
    void aPositiveTestBlocksUnderAProtocolThatDoesNotAsk() {
        define("");
        clear("PREGNANCY_TEST", "NOT_CLEARED", "2026-01-04");

        isRefusedForTheTest(start(checkedIn(activeCourse(), "2026-01-05T09:00:00Z"), "2026-01-05T09:10:00Z"));
    }

    @Test
    void theActivationNeedsClearancesThatAreStillValid() {
        define("\"CONSENT\", \"ECG\"");
        var course = course();
        clear("CONSENT", "CLEARED", "2016-01-02");
        clear("ECG", "NOT_CLEARED", Treatment.today());

        isProblem(activate(course), 409, "clearance-missing")
                .body("missing", contains("CONSENT", "ECG"))
                .body("rules.rule", contains("CLEARANCE_CURRENT", "CLEARANCE_CURRENT"))
                .body("rules[0].inputs.clearedOn", equalTo("2016-01-02"))
                .body("rules[1].inputs.outcome", equalTo("NOT_CLEARED"));
        clear("CONSENT", "CLEARED", Treatment.today());
        clear("ECG", "CLEARED", Treatment.today());
        activate(course).statusCode(200);
    }

    /** The clearance is the patient's: the second course needs no other. */
    @Test
    void aSecondCourseIsClearedByTheFirst() {
        define("\"CONSENT\"");
        clear("CONSENT", "CLEARED", Treatment.today());
        complete(activeCourse());

        activate(course()).statusCode(200);
    }

    @Test
    void aCourseThatIsEnteredLateWasClearedForItsOwnTime() {
        define("\"CONSENT\"");
        clear("CONSENT", "CLEARED", "2019-01-02");
        var course = course();
        isProblem(activate(course), 409, "clearance-missing");
        schedule(course, "2019-07-01T09:00:00Z");

        activate(course).statusCode(200);
    }

    /** A course that may be entered late is activated; a first session after the last day is refused. */
    @Test
    void withoutAnAppointmentTheFirstSessionDecides() {
        define("\"CONSENT\"");
        var today = LocalDate.parse(Treatment.today());
        clear("CONSENT", "CLEARED", today.minusDays(300).toString());
        var course = course();
        activate(course).statusCode(200);
        var late = today.minusDays(10) + "T09:00:00Z";

        isProblem(start(checkedIn(course, late), today.minusDays(10) + "T09:10:00Z"), 409, "safety-rule")
                .body("rules.rule", hasItem("CLEARANCE_CURRENT"));
    }

    @Test
    void aRetractedClearanceClearsNothing() {
        define("\"CONSENT\"");
        var consent = clear("CONSENT", "CLEARED", Treatment.today());
        with(token)
                .body("{\"reason\": \"Another patient\"}")
                .post("/v1/clearances/{id}/retract", consent)
                .then()
                .statusCode(200);

        isProblem(activate(course()), 409, "clearance-missing").body("missing", contains("CONSENT"));
    }

    @Test
    void theEnrolmentOpensTheFirstSession() {
        with(token).body("""
                        {"name": "Spray", "drug": "ESKETAMINE", "route": "INTRANASAL", "dose": {"mg": 56}, "plannedSessions": 4,
                         "minDaysBetweenSessions": 0,
                         "clearances": [{"kind": "REMS_ENROLMENT", "validDays": 3650, "at": "EACH_SESSION"}]}""").put("/v1/protocols/house").then().statusCode(201);
        var session = checkedIn(activeCourse(), "2026-01-05T09:00:00Z");

        isProblem(start(session, "2026-01-05T09:10:00Z"), 409, "safety-rule")
                .body("rules.rule", contains("REMS_ENROLLED"));
        clear("REMS_ENROLMENT", "CLEARED", "2026-01-02");
        start(session, "2026-01-05T09:10:00Z").statusCode(200).body("startVerdicts", hasSize(0));
    }

    private static void isRefusedForTheTest(ValidatableResponse answer) {
        isProblem(answer, 409, "safety-rule")
                .body("rules.rule", contains("CLEARANCE_CURRENT"))
                .body("rules[0].inputs.kind", equalTo("PREGNANCY_TEST"));
    }

    private void define(String clearances) {
        with(token)
                .body("""
                        {"name": "House", "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5, "weightWithinDays": 30},
                         "infusionMinutes": 40, "plannedSessions": 10, "minDaysBetweenSessions": 0, "clearances": [%s]}""".formatted(clearances))
                .put("/v1/protocols/house")
                .then()
                .statusCode(201);
    }

    private String clear(String kind, String outcome, String date) {
        return Treatment.create(token, "/v1/patients/" + patient + "/clearances", """
                {"kind": "%s", "outcome": "%s", "clearedOn": "%s", "clearedBy": "Dr. Example"}""".formatted(kind, outcome, date));
    }

    private ValidatableResponse childbearing(String version, String value) {
        return with(token)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"" + version + "\"")
                .body("{\"childbearing\": %s}".formatted(value))
                .patch("/v1/patients/{id}", patient)
                .then()
                .statusCode(200);
    }

    private String course() {
        return Treatment.create(token, "/v1/courses", """
                {"patientId": "%s", "protocol": "house",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
    }

    private ValidatableResponse activate(String course) {
        return with(token).post("/v1/courses/{id}/activate", course).then();
    }

    private String activeCourse() {
        var course = course();
        activate(course).statusCode(200);
        return course;
    }

    private void complete(String course) {
        var running = with(token)
                .get("/v1/courses/{id}/sessions", course)
                .jsonPath()
                .getList("items.findAll { it.status == 'INFUSING' }.id", String.class);
        running.forEach(session -> {
            step(session, "infusion/end", "{\"administeredMg\": 36}");
            step(session, "discharge", "{\"criteria\": {}}");
        });
        with(token).post("/v1/courses/{id}/complete", course).then().statusCode(200);
    }

    private String schedule(String course, String at) {
        return Treatment.create(
                token, "/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(at));
    }

    private String checkedIn(String course, String at) {
        var session = schedule(course, at);
        step(session, "check-in", "{\"at\": \"%s\", \"weightKg\": 72}".formatted(at));
        return session;
    }

    private ValidatableResponse start(String session, String at) {
        return with(nurse)
                .body("{\"at\": \"%s\"}".formatted(at))
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    private void treated(String course, String day) {
        var session = checkedIn(course, day + "T09:00:00Z");
        start(session, day + "T09:10:00Z").statusCode(200);
        step(session, "infusion/end", "{\"at\": \"%sT09:50:00Z\", \"administeredMg\": 36}".formatted(day));
        step(session, "discharge", "{\"at\": \"%sT11:00:00Z\", \"criteria\": {}}".formatted(day));
    }

    private void step(String session, String step, String body) {
        with(nurse).body(body).post("/v1/sessions/{id}/" + step, session).then().statusCode(200);
    }
}
