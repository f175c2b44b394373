package org.sextant.reporting.cohort;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Treatment;

/** Alerts that belong to a course and to none of its sessions, in a clinic of each test's own. */
@QuarkusTest
class CourseAlertsTest {

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);

    @Test
    void ideationAfterTheLastVisitIsCounted() {
        var before = Instant.now();
        ideation(course());
        ideation(course());

        safety("")
                .body("groups.group", contains("iv-ketamine-0.5"))
                .body("groups[0].sessions", equalTo(0))
                .body("groups[0].alerts", empty())
                .body("groups[0].courseAlerts.kind", contains("SUICIDAL_IDEATION"))
                .body("groups[0].courseAlerts.count", contains(2))
                .body("overall.courseAlerts.count", contains(2));
        safety("?from=" + before.minusSeconds(60)).body("overall.courseAlerts.count", contains(2));
        safety("?to=" + before.minusSeconds(60)).body("groups", empty()).body("overall.courseAlerts", empty());
    }

    @Test
    void aWithdrawnOneIsNot() {
        var score = ideation(course());
        with(token)
                .body("{\"reason\": \"Another patient's\"}")
                .post("/v1/assessments/{id}/retract", score)
                .then()
                .statusCode(200);

        safety("").body("groups", empty()).body("overall.courseAlerts", empty());
    }

    @Test
    void itHasNoNumberOfASession() {
        ideation(course());

        safety("?groupBy=sessionNumber").body("groups", empty()).body("overall.courseAlerts.count", contains(1));
        safety("?groupBy=label")
                .body("groups.courseAlerts.flatten().count", contains(1))
                .body("overall.courseAlerts.count", contains(1));
    }

    @Test
    void anAnalystIsToldOfNoFew() {
        ideation(course());

        with(Clinics.token(clinic, ANALYST))
                .get("/v1/reports/safety")
                .then()
                .statusCode(200)
                .body("groups.courseAlerts.flatten()", empty())
                .body("overall.courseAlerts", empty());
    }

    private ValidatableResponse safety(String query) {
        return with(token).get("/v1/reports/safety" + query).then().statusCode(200);
    }

    private String course() {
        var patient = create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}\
                """.formatted(UUID.randomUUID()));
        return create("/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
    }

    private String ideation(String course) {
        return create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "2026-02-05T09:00:00Z", "timepoint": "FOLLOW_UP",
                 "answers": [2, 2, 2, 2, 2, 2, 2, 2, 1]}""");
    }

    private String create(String path, String body) {
        return Treatment.create(token, path, body);
    }
}
