package org.sextant.chart.readiness;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** One question has one answer: what the start refuses the readiness names, in the same words. */
    @ParameterizedTest
    @EnumSource(Hindrance.class)
    void saysWhatTheStartSays(Hindrance hindrance) {
        var session = hindrance.checkedIn(patient);
        String course = as(NURSE).get("/v1/sessions/{id}", session).path("courseId");
        var said = as(NURSE)
                .queryParam("at", hindrance.at())
                .get("/v1/courses/{id}/readiness", course)
                .then()
                .statusCode(200)
                .body("ready", equalTo(false))
                .extract()
                .jsonPath();
        var refused = isProblem(
                        as(NURSE)
                                .body("{\"at\": \"%s\"}".formatted(hindrance.at()))
                                .post("/v1/sessions/{id}/infusion/start", session)
                                .then(),
                        409,
                        "safety-rule")
                .extract()
                .jsonPath();

        var blocked = "verdicts.findAll { it.step == 'start' && it.outcome == 'BLOCK' }.";
        for (var member : List.of("rule", "detail", "inputs", "limit", "source", "overridableBy")) {
            assertThat(said.<Object>getList(blocked + member))
                    .as(member)
                    .isEqualTo(refused.<Object>getList("rules." + member));
        }
        assertThat(said.<String>getList(blocked + "rule")).containsExactly(hindrance.name());
        assertThat(said.<String>getList(blocked + "overridableBy")).containsOnly("PRESCRIBER");
        assertThat(said.<String>getList(blocked + "action")).hasSize(1).allMatch(hindrance::isMendedBy);
        // Before the visit, too, as far as it needs no reading and no weight.
        if (hindrance.knownBefore()) {
            as(NURSE)
                    .body("{\"reason\": \"x\"}")
                    .post("/v1/sessions/{id}/cancel", session)
                    .then()
                    .statusCode(200);
            readiness(course, hindrance.at())
                    .body(blocked + "rule", hasItem(hindrance.name()))
                    .body("verdicts.find { it.rule == 'APPOINTMENT' }.outcome", equalTo("BLOCK"));
        }
    }

    /** What forbids a start on 2026-01-12 at 09:15. */
    enum Hindrance {
        AGE_LIMIT("PATCH /v1/patients/"),
        DAYS_BETWEEN_SESSIONS(null),
        SUICIDE_RISK_OPEN("POST /v1/alerts/[-0-9a-f]{36}/review"),
        CLEARANCE_CURRENT("POST /v1/patients/.*/clearances"),
        REMS_ENROLLED("POST /v1/patients/.*/clearances"),
        BASELINE_SYSTOLIC("POST /v1/sessions/.*/vitals"),
        WEIGHT_CHANGE("POST /v1/sessions/.*/check-in/amend");

        private final String action;

        Hindrance(String action) {
            this.action = action;
        }

        String at() {
            return "2026-01-12T09:15:00Z";
        }

        boolean isMendedBy(String request) {
            return action == null ? request == null : request.matches(action + ".*");
        }

        boolean knownBefore() {
            return this != BASELINE_SYSTOLIC && this != WEIGHT_CHANGE;
        }

        /** A session of the patient, or of a child, that is checked in and has a reading. */
        String checkedIn(String patient) {
            var whose = this == AGE_LIMIT ? Treatment.newPatient("2016-05-17") : patient;
            var protocol = this == REMS_ENROLLED ? "intranasal-esketamine-56" : "iv-ketamine-0.5";
            var course = Treatment.plannedCourse(whose, protocol);
            Treatment.CLEARANCES.forEach(kind -> Treatment.create(
                    "/v1/courses/" + course + "/clearances",
                    "{\"kind\": \"%s\", \"clearedOn\": \"%s\", \"clearedBy\": \"Dr. Example\"}"
                            .formatted(kind, Treatment.today())));
            as(PRESCRIBER)
                    .body("{\"overrideReason\": \"As agreed with all\"}")
                    .post("/v1/courses/{id}/activate", course)
                    .then()
                    .statusCode(200);
            if (this == DAYS_BETWEEN_SESSIONS) {
                Treatment.discharged(course, "2026-01-11");
            }
            if (this == WEIGHT_CHANGE) {
                Treatment.discharged(course, "2026-01-05");
            }
            if (this == SUICIDE_RISK_OPEN) {
                Treatment.create("/v1/courses/" + course + "/assessments", """
                        {"instrument": "PHQ-9", "takenAt": "2026-01-12T08:50:00Z", "timepoint": "PRE_SESSION",
                         "answers": [1,1,1,1,1,1,1,1,2]}""");
            }
            if (this == CLEARANCE_CURRENT) {
                Treatment.create("/v1/patients/" + whose + "/clearances", """
                        {"kind": "PREGNANCY_TEST", "outcome": "NOT_CLEARED", "clearedOn": "2026-01-10", "clearedBy": "Dr. E"}""");
            }
            var session = Treatment.scheduled(course, "2026-01-12");
            Treatment.step(
                    session,
                    "check-in",
                    "{\"at\": \"2026-01-12T09:00:00Z\", \"weightKg\": %d}".formatted(this == WEIGHT_CHANGE ? 100 : 72));
            Treatment.create(
                    "/v1/sessions/" + session + "/vitals", """
                    {"takenAt": "2026-01-12T09:10:00Z", "systolic": %d, "diastolic": 80, "heartRate": 70, "spo2": 98}""".formatted(this == BASELINE_SYSTOLIC ? 165 : 120));
            return session;
        }
    }

    @Test
    void anotherActiveCourseForbidsTheActivation() {
        var first = activeCourse();
        var second = Treatment.clearedCourse(patient, "im-ketamine-0.5");

        readiness(second, "2026-01-05T09:00:00Z")
                .body("verdicts.find { it.rule == 'ONE_ACTIVE_COURSE' }.outcome", equalTo("BLOCK"))
                .body("verdicts.find { it.rule == 'ONE_ACTIVE_COURSE' }.step", equalTo("activate"))
                .body("verdicts.find { it.rule == 'ONE_ACTIVE_COURSE' }.inputs.courseId", equalTo(first))
                .body(action("ONE_ACTIVE_COURSE"), equalTo("POST /v1/courses/" + first + "/complete"));
        as(PRESCRIBER).post("/v1/courses/{id}/complete", first).then().statusCode(200);
        readiness(second, "2026-01-05T09:00:00Z")
                .body("verdicts.find { it.rule == 'ONE_ACTIVE_COURSE' }.outcome", equalTo("PASS"))
                .body(action("ONE_ACTIVE_COURSE"), nullValue());
        readiness(first, "2026-01-05T09:00:00Z")
                .body("verdicts.find { it.rule == 'COURSE_ACTIVE' }.outcome", equalTo("BLOCK"));
    }

    /** The review is of the alert that stands, also once somebody has acknowledged it. */
    @Test
    void namesTheAlertToReview() {
        var course = activeCourse();
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "answers": [0,0,0,0,0,0,0,0,1]}""");
        String alert =
                as(NURSE).queryParam("courseId", course).get("/v1/alerts").path("items[0].id");
        as(NURSE).post("/v1/alerts/{id}/acknowledge", alert).then().statusCode(200);

        readiness(course, "2026-01-05T09:00:00Z")
                .body(action("SUICIDE_RISK_OPEN"), equalTo("POST /v1/alerts/" + alert + "/review"));
        as(PRESCRIBER)
                .body("{\"decision\": \"CONTINUE\", \"safetyPlan\": true}")
                .post("/v1/alerts/{id}/review", alert)
                .then()
                .statusCode(200);
        readiness(course, "2026-01-05T09:00:00Z")
                .body("verdicts.find { it.rule == 'SUICIDE_RISK_OPEN' }.outcome", equalTo("WARN"))
                .body(action("SUICIDE_RISK_OPEN"), nullValue());
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
