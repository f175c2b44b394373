package org.sextant.chart.readiness;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

@QuarkusTest
class ReadinessResourceTest {

    private String patient;

    @BeforeEach
    void register() {
        patient = Treatment.newPatient();
    }

    @Test
    void aPlannedCourseNeedsItsClearancesTheActivationAndAnAppointment() {
        var course = Treatment.plannedCourse(patient, "iv-ketamine-0.5");

        readiness(course, "2026-01-05T09:00:00Z")
                .body("ready", equalTo(false))
                .body("courseId", equalTo(course))
                .body("patientId", equalTo(patient))
                .body("sessionId", nullValue())
                .body("at", equalTo("2026-01-05T09:00:00Z"))
                .body("verdicts.findAll { it.step == 'activate' }.inputs.kind", hasItems("CONSENT", "BLOOD_WORK"))
                .body(
                        "verdicts.findAll { it.rule == 'CLEARANCE_CURRENT' && it.outcome == 'BLOCK' }.action",
                        everyItem(equalTo("POST /v1/patients/" + patient + "/clearances")))
                .body(action("COURSE_ACTIVE"), equalTo("POST /v1/courses/" + course + "/activate"))
                .body(action("APPOINTMENT"), equalTo("POST /v1/courses/" + course + "/sessions"));
    }

    @Test
    void isReadyWithClearancesActivationAndAppointment() {
        var course = activeCourse();
        var session = Treatment.scheduled(course);

        readiness(course, "2026-01-05T09:00:00Z")
                .body("ready", equalTo(true))
                .body("sessionId", equalTo(session))
                .body("verdicts.outcome", everyItem(equalTo("PASS")))
                .body("verdicts.action", everyItem(nullValue()))
                .body(
                        "verdicts.rule",
                        hasItems("COURSE_ACTIVE", "APPOINTMENT", "DAYS_BETWEEN_SESSIONS", "CLEARANCE_CURRENT"))
                .body(
                        "atTheVisit.rule",
                        hasItems(
                                "BASELINE_TAKEN",
                                "BASELINE_SYSTOLIC",
                                "WEIGHT_AGE",
                                "DOSE_LIMIT",
                                "RATE_LIMIT",
                                "TOTAL_DOSE"));
        readiness(course, "2026-01-07T09:00:00Z")
                .body("ready", equalTo(true))
                .body("verdicts.find { it.rule == 'APPOINTMENT' }.outcome", equalTo("WARN"))
                .body(action("APPOINTMENT"), equalTo("POST /v1/sessions/" + session + "/reschedule"));
    }

    @Test
    void namesWhatWouldRefuseTheStart() {
        var course = activeCourse();
        Treatment.discharged(course, "2026-01-05");
        var next = Treatment.scheduled(course, "2026-01-06");
        Treatment.create("/v1/patients/" + patient + "/clearances", """
                {"kind": "PREGNANCY_TEST", "outcome": "NOT_CLEARED", "clearedOn": "2026-01-05", "clearedBy": "Dr. E"}""");

        readiness(course, "2026-01-06T09:00:00Z")
                .body("ready", equalTo(false))
                .body(
                        "verdicts.findAll { it.outcome == 'BLOCK' }.rule",
                        contains("DAYS_BETWEEN_SESSIONS", "CLEARANCE_CURRENT"))
                .body("verdicts.findAll { it.outcome == 'BLOCK' }.overridableBy", everyItem(equalTo("PRESCRIBER")))
                .body(action("DAYS_BETWEEN_SESSIONS"), equalTo("POST /v1/sessions/" + next + "/reschedule"));
    }

    @Test
    void evaluatesAllRulesOncePatientIsCheckedIn() {
        var course = activeCourse();
        var session = Treatment.checkedIn(course);

        readiness(course, "2026-01-05T09:10:00Z")
                .body("ready", equalTo(false))
                .body("atTheVisit", hasSize(0))
                .body(action("BASELINE_TAKEN"), equalTo("POST /v1/sessions/" + session + "/vitals"));
        Treatment.goodReading(session, "2026-01-05T09:05:00Z");
        readiness(course, "2026-01-05T09:10:00Z").body("ready", equalTo(true));
    }

    @Test
    void tellsWhichCriticalAlertsAreOpen() {
        var course = activeCourse();
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": [0,0,0,0,0,0,0,0,1]}""");

        readiness(course, "2026-01-05T09:00:00Z")
                .body("verdicts.find { it.rule == 'ALERT_OPEN' }.inputs.kind", equalTo("SUICIDAL_IDEATION"))
                .body("verdicts.find { it.rule == 'ALERT_OPEN' }.outcome", equalTo("WARN"));
    }

    @Test
    void recordsNothingAndRefusesWhatItCannotRead() {
        var course = activeCourse();

        readiness(course, "2026-01-05T09:00:00Z");
        as(NURSE).get("/v1/courses/{id}", course).then().body("version", equalTo(2));
        as(NURSE)
                .get("/v1/courses/{id}/readiness", course)
                .then()
                .statusCode(200)
                .body("verdicts.rule", not(hasItem("ALERT_OPEN")));
        isProblem(
                as(NURSE)
                        .queryParam("at", "noon")
                        .get("/v1/courses/{id}/readiness", course)
                        .then(),
                400,
                "bad-request");
        isProblem(elsewhereAs(NURSE).get("/v1/courses/{id}/readiness", course).then(), 404, "not-found");
        isProblem(as(NURSE).get("/v1/courses/{id}/readiness", UUID.randomUUID()).then(), 404, "not-found");
    }

    private String activeCourse() {
        var course = Treatment.clearedCourse(patient, "iv-ketamine-0.5");
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        return course;
    }

    private static String action(String rule) {
        return "verdicts.find { it.rule == '%s' }.action".formatted(rule);
    }

    private static ValidatableResponse readiness(String course, String at) {
        return as(NURSE)
                .queryParam("at", at)
                .get("/v1/courses/{id}/readiness", course)
                .then()
                .statusCode(200);
    }
}
