package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sextant.Treatment;

/** What counts as going on against a rule is one thing, whoever tells it: the summary, the rows, the report on safety. */
@QuarkusTest
class OverriddenStepsTest {

    /** The course of a patient who was of age then. */
    private static String activeCourse() {
        var course = Treatment.clearedCourse(Treatment.newPatient("1970-05-17"), "iv-ketamine-0.5");
        as(PRESCRIBER).post("/v1/courses/{id}/activate", course).then().statusCode(200);
        return course;
    }

    private static final String PERIOD = "from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z";

    /** In the year 2001, where no other test has any. */
    @Test
    void aBrokenRuleCountsAndAReasonAloneDoesNot() {
        var cautious = activeCourse();
        start(Treatment.ready(cautious, "2001-01-08"));
        var against = activeCourse();
        var session = Treatment.ready(against, "2001-01-08");
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2001-01-08T09:12:00Z", "systolic": 165, "diastolic": 80, "heartRate": 70, "spo2": 98}\
                """);
        start(session);
        var imported = history();

        assertThat(Stream.of(cautious, against, imported).map(OverriddenStepsTest::ofSummary))
                .containsExactly(0, 1, 2);
        assertThat(Stream.of(cautious, against, imported).map(course -> ofRow(course, "startOverridden")))
                .containsExactly(false, true, true);
        assertThat(ofRow(imported, "dischargeOverridden")).isEqualTo(true);
        as(PRESCRIBER)
                .get("/v1/reports/safety?" + PERIOD)
                .then()
                .statusCode(200)
                .body("overall.sessions", equalTo(3))
                .body("overall.overrides.starts", equalTo(2))
                .body("overall.overrides.discharges", equalTo(1))
                .body("overall.overrides.byRule.rule", equalTo(List.of("BASELINE_SYSTOLIC")))
                .body("overall.overrides.byRule.steps", equalTo(List.of(1)));
        assertThat(as(ANALYST).get("/v1/reports/sessions?" + PERIOD).<List<Boolean>>path("items.startOverridden"))
                .containsExactlyInAnyOrder(false, true, true);
    }

    private static void start(String session) {
        as(PRESCRIBER)
                .body("{\"at\": \"2001-01-08T09:15:00Z\", \"overrideReason\": \"Anxious, fine at home\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200);
    }

    private static int ofSummary(String course) {
        return as(PRESCRIBER).get("/v1/courses/{id}/summary", course).<Integer>path("sessions.overrides");
    }

    private static Object ofRow(String course, String column) {
        return as(PRESCRIBER)
                .get("/v1/reports/sessions?" + PERIOD)
                .jsonPath()
                .param("course", course)
                .get("items.find { it.courseId == course }." + column);
    }

    /** A course that was imported, whose one session was begun and ended with reasons; no rule judged it. */
    private static String history() {
        var course = UUID.randomUUID().toString();
        var lines = """
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex",\
                 "birthDate": "1964-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5",\
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "F33.2", "phase": "INDUCTION",\
                 "plannedSessions": 6, "labels": [], "status": "COMPLETED", "activatedAt": "2001-01-07T08:00:00Z",\
                 "endedAt": "2001-04-01T08:00:00Z"}
                {"type": "SESSION", "id": "%3$s", "courseId": "%1$s", "number": 1, "status": "DISCHARGED",\
                 "scheduledAt": "2001-01-08T09:00:00Z", "checkedInAt": "2001-01-08T09:00:00Z", "weightKg": 73,\
                 "startedAt": "2001-01-08T09:15:00Z", "plannedDoseMg": 36.5, "startOverrideReason": "As the doctor said",\
                 "endedAt": "2001-01-08T09:55:00Z", "administeredMg": 36.5, "dischargedAt": "2001-01-08T11:00:00Z",\
                 "dischargeOverrideReason": "As the doctor said", "criteria": {"ORIENTED": true}}
                """.formatted(course, UUID.randomUUID(), UUID.randomUUID());
        var verdicts = as(PRESCRIBER)
                .contentType("application/x-ndjson")
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(verdicts.lines()).allMatch(verdict -> verdict.contains("\"CREATED\""));
        return course;
    }
}
