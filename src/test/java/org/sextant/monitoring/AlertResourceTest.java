package org.sextant.monitoring;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

@QuarkusTest
class AlertResourceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"systolic\": 181, \"diastolic\": 90 | SYSTOLIC_HIGH | CRITICAL | 181 | 180",
                "\"systolic\": 150, \"diastolic\": 111 | DIASTOLIC_HIGH | CRITICAL | 111 | 110",
                "\"systolic\": 89, \"diastolic\": 60 | SYSTOLIC_LOW | CRITICAL | 89 | 90",
                "\"heartRate\": 131 | HEART_RATE_HIGH | CRITICAL | 131 | 130",
                "\"heartRate\": 44 | HEART_RATE_LOW | CRITICAL | 44 | 45",
                "\"spo2\": 93 | SPO2_LOW | WARNING | 93 | 94",
                "\"spo2\": 91 | SPO2_LOW | CRITICAL | 91 | 92",
                "\"respiratoryRate\": 9 | RESPIRATORY_RATE_LOW | CRITICAL | 9 | 10",
                "\"respiratoryRate\": 31 | RESPIRATORY_RATE_HIGH | CRITICAL | 31 | 30",
                "\"sedation\": 2 | SEDATION_DEEP | CRITICAL | 2 | 2"
            })
    void aReadingOverALimitRaisesAnAlert(String values, String kind, String severity, int value, int limit) {
        var session = ImportedTreatment.infusing();
        String reading = read(session, "09:25", values)
                .body("alerts.kind", contains(kind))
                .body("alerts[0].severity", equalTo(severity))
                .body("alerts[0].value", equalTo(value))
                .body("alerts[0].limit", equalTo(limit))
                .extract()
                .path("id");

        open(session)
                .body("items.kind", contains(kind))
                .body("items[0].severity", equalTo(severity))
                .body("items[0].sessionId", equalTo(session))
                .body("items[0].sourceId", equalTo(reading))
                .body("items[0].value", equalTo(value))
                .body("items[0].limit", equalTo(limit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"systolic\": 155, \"diastolic\": 110",
                "\"systolic\": 90, \"diastolic\": 60, \"heartRate\": 130",
                "\"heartRate\": 45, \"spo2\": 94, \"respiratoryRate\": 10",
                "\"respiratoryRate\": 30, \"sedation\": 3"
            })
    void aReadingAtTheLimitRaisesNone(String values) {
        var session = ImportedTreatment.infusing();

        read(session, "09:25", values).body("alerts", hasSize(0));
        open(session).body("items", hasSize(0));
    }

    @Test
    void aRiseNeedsTwoConsecutiveReadingsInWhateverOrderTheyArrive() {
        var session = Treatment.infusing();
        read(session, "09:45", "\"systolic\": 156, \"diastolic\": 90").body("alerts", hasSize(0));
        read(session, "09:40", "\"spo2\": 98").body("alerts", hasSize(0));
        read(session, "09:35", "\"systolic\": 156, \"diastolic\": 90").body("alerts", hasSize(0));
        open(session).body("items.kind", contains("SYSTOLIC_RISE")).body("items[0].value", equalTo(156));

        read(session, "09:42", "\"systolic\": 155, \"diastolic\": 90");

        open(session).body("items", hasSize(0));
        all(session)
                .body("items.status", contains("WITHDRAWN"))
                .body("items[0].closedReason", equalTo("A reading that came in later"));
    }

    @Test
    void oneAlertStandsForAllReadingsUntilSomebodyHasSeenToIt() {
        var session = Treatment.infusing();
        var first = alertOf(read(session, "09:25", "\"spo2\": 91"));
        read(session, "09:35", "\"spo2\": 90").body("alerts.id", contains(first));
        read(session, "09:30", "\"spo2\": 88");
        read(session, "09:36", "\"spo2\": 93");
        as(NURSE)
                .get("/v1/alerts/{id}", first)
                .then()
                .body("value", equalTo(90))
                .body("sources", hasSize(4))
                .body("severity", equalTo("CRITICAL"));

        as(NURSE)
                .body("{\"note\": \"Oxygen given\"}")
                .post("/v1/alerts/{id}/acknowledge", first)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("demo-nurse"))
                .body("note", equalTo("Oxygen given"));
        open(session).body("items", hasSize(0));
        read(session, "09:45", "\"spo2\": 90");

        open(session).body("items.sources", contains(hasSize(1)));
        all(session).body("items.status", contains("ACKNOWLEDGED", "OPEN"));
    }

    @Test
    void anAcknowledgementCanBeRepeatedAndIsForOpenAlertsOnly() {
        var session = ImportedTreatment.infusing();
        var alert = alertOf(read(session, "09:25", "\"spo2\": 91"));
        isProblem(
                as(NURSE)
                        .header("If-Match", "\"7\"")
                        .post("/v1/alerts/{id}/acknowledge", alert)
                        .then(),
                412,
                "stale");
        for (var i = 0; i < 2; i++) {
            as(NURSE)
                    .post("/v1/alerts/{id}/acknowledge", alert)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"");
        }

        isProblem(as(PRESCRIBER).post("/v1/alerts/{id}/acknowledge", alert).then(), 409, "wrong-state")
                .body("currentStatus", equalTo("ACKNOWLEDGED"));
    }

    @Test
    void correctingAWrongReadingWithdrawsItsAlert() {
        var session = ImportedTreatment.infusing();
        var reading = read(session, "09:25", "\"systolic\": 210, \"diastolic\": 90");
        String id = reading.extract().path("id");
        var alert = alertOf(reading);

        as(NURSE)
                .body("{\"systolic\": 120, \"reason\": \"Typed 210 for 120\"}")
                .post("/v1/vitals/{id}/amend", id)
                .then()
                .statusCode(200)
                .body("alerts", hasSize(0));

        as(NURSE)
                .get("/v1/alerts/{id}", alert)
                .then()
                .body("status", equalTo("WITHDRAWN"))
                .body("closedReason", equalTo("Typed 210 for 120"));
        as(NURSE)
                .body("{\"systolic\": 190, \"reason\": \"It was right\"}")
                .post("/v1/vitals/{id}/amend", id)
                .then()
                .body("alerts.kind", contains("SYSTOLIC_HIGH"));
    }

    @Test
    void retractingAReadingWithdrawsItsAlertThoughItWasAcknowledged() {
        var session = ImportedTreatment.infusing();
        var reading = read(session, "09:25", "\"spo2\": 85");
        as(NURSE).post("/v1/alerts/{id}/acknowledge", alertOf(reading)).then().statusCode(200);

        as(NURSE)
                .body("{\"reason\": \"Another patient's finger\"}")
                .post("/v1/vitals/{id}/retract", reading.extract().<String>path("id"))
                .then()
                .statusCode(200)
                .body("status", equalTo("ENTERED_IN_ERROR"))
                .body("alerts", hasSize(0));

        all(session).body("items.status", contains("WITHDRAWN")).body("items[0].acknowledgedBy", equalTo("demo-nurse"));
    }

    @Test
    void acknowledgingAWrongValueIsNoAcknowledgementOfTheRightOne() {
        var session = ImportedTreatment.infusing();
        var reading = read(session, "09:25", "\"spo2\": 93");
        as(NURSE).post("/v1/alerts/{id}/acknowledge", alertOf(reading)).then().statusCode(200);

        as(NURSE)
                .body("{\"spo2\": 83, \"reason\": \"Typed 93 for 83\"}")
                .post("/v1/vitals/{id}/amend", reading.extract().<String>path("id"))
                .then()
                .statusCode(200)
                .body("alerts.severity", contains("CRITICAL"));

        open(session).body("items.value", contains(83));
        all(session).body("items.status", contains("WITHDRAWN", "OPEN"));
    }

    @Test
    void anAcknowledgedAlertShowsOnlyWhatStillHolds() {
        var session = ImportedTreatment.infusing();
        var first = read(session, "09:25", "\"spo2\": 90");
        var second = read(session, "09:35", "\"spo2\": 85");
        var alert = alertOf(first);
        String kept = first.extract().path("id");
        String wrong = second.extract().path("id");
        as(NURSE)
                .post("/v1/alerts/{id}/acknowledge", alert)
                .then()
                .statusCode(200)
                .body("value", equalTo(85));

        as(NURSE)
                .body("{\"spo2\": 88, \"reason\": \"Typed 85 for 88\"}")
                .post("/v1/vitals/{id}/amend", wrong)
                .then()
                .statusCode(200)
                .body("alerts.status", contains("OPEN"))
                .body("alerts.value", contains(88));

        as(NURSE)
                .get("/v1/alerts/{id}", alert)
                .then()
                .body("status", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedBy", equalTo("demo-nurse"))
                .body("value", equalTo(90))
                .body("sourceId", equalTo(kept))
                .body("sources", contains(kept));
        open(session).body("items.sources", contains(contains(wrong)));
    }

    @Test
    void anotherNoteIsNoRetryOfAnAcknowledgement() {
        var session = ImportedTreatment.infusing();
        var alert = alertOf(read(session, "09:25", "\"spo2\": 91"));
        for (var i = 0; i < 2; i++) {
            as(NURSE)
                    .header("If-Match", "\"1\"")
                    .body("{\"note\": \"Oxygen given\"}")
                    .post("/v1/alerts/{id}/acknowledge", alert)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"");
        }

        isProblem(
                as(NURSE)
                        .body("{\"note\": \"Doctor called\"}")
                        .post("/v1/alerts/{id}/acknowledge", alert)
                        .then(),
                409,
                "wrong-state");
        isProblem(
                        as(NURSE)
                                .body("{\"note\": \"\\t \"}")
                                .post("/v1/alerts/{id}/acknowledge", alert)
                                .then(),
                        422,
                        "invalid")
                .body("errors.pointer", contains("/note"));
    }

    @Test
    void aSeriousSideEffectRaisesAnAlert() {
        var session = ImportedTreatment.infusing();
        sideEffect(session, "MODERATE", false);
        open(session).body("items", hasSize(0));

        var effect = sideEffect(session, "LIFE_THREATENING", false);
        open(session)
                .body("items.kind", contains("SERIOUS_SIDE_EFFECT"))
                .body("items[0].sourceId", equalTo(effect))
                .body("items[0].value", nullValue());
        as(PRESCRIBER)
                .body("{\"severity\": \"MILD\", \"reason\": \"Wrong button\"}")
                .post("/v1/side-effects/{id}/amend", effect)
                .then()
                .statusCode(200);
        open(session).body("items", hasSize(0));
        sideEffect(session, "MILD", true);
        open(session).body("items.kind", contains("SERIOUS_SIDE_EFFECT"));
    }

    @Test
    void suicidalIdeationRaisesAnAlertOnTheCourseOrItsSession() {
        var course = Treatment.activeCourse();
        var session = Treatment.checkedIn(course);
        var first = phq9(course, null, 1);
        phq9(course, null, 2);
        phq9(course, session, 1);
        phq9(course, null, 0);

        ofCourse(course)
                .body("items.kind", contains("SUICIDAL_IDEATION", "SUICIDAL_IDEATION"))
                .body("items.sessionId", containsInAnyOrder(nullValue(), equalTo(session)))
                .body("items.severity", contains("CRITICAL", "CRITICAL"))
                .body("items.sources", containsInAnyOrder(hasSize(2), hasSize(1)));
        as(INTEGRATION)
                .get("/v1/alerts?kind=SUICIDAL_IDEATION&courseId=" + course)
                .then()
                .body("items", hasSize(2));
        as(PRESCRIBER)
                .body("{\"answers\": [0, 0, 0, 0, 0, 0, 0, 0, 0], \"reason\": \"Item 9 misread\"}")
                .post("/v1/assessments/{id}/amend", first)
                .then()
                .statusCode(200)
                .body("flags", hasSize(0));
        ofCourse(course).body("items.sources", containsInAnyOrder(hasSize(1), hasSize(1)));
    }

    /** Staff who enter a session 27 minutes late are not late with its readings: they have yet to type them in. */
    @Test
    void overdueReadingsOfTimeThatIsStillBeingTypedInAreMarked() {
        var clock = VirtualClock.stoppedAt("2026-01-05T09:42:00Z");
        var session = Treatment.infusing();
        overdue(session)
                .body("items.dueAt", contains("2026-01-05T09:25:00Z", "2026-01-05T09:35:00Z"))
                .body("items.lateEntry", contains(true, true));

        clock.advance(Duration.ofMinutes(9));
        read(session, "09:25", "\"systolic\": 120, \"diastolic\": 80, \"spo2\": 98");

        overdue(session)
                .body("items.dueAt", contains("2026-01-05T09:35:00Z", "2026-01-05T09:45:00Z"))
                .body("items.lateEntry", contains(true, false));
    }

    @Test
    void alertsAreFilteredAndPaged() {
        var session = ImportedTreatment.infusing();
        read(session, "09:25", "\"spo2\": 85, \"heartRate\": 140");
        isProblem(as(NURSE).get("/v1/alerts?status=SHUT").then(), 400, "bad-request");
        String next = as(NURSE)
                .get("/v1/alerts?limit=1&sessionId=" + session)
                .then()
                .body("items", hasSize(1))
                .extract()
                .path("next");

        as(NURSE)
                .queryParam("cursor", next)
                .get("/v1/alerts?limit=1&sessionId=" + session)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    private static ValidatableResponse read(String session, String time, String values) {
        return as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T%s:00Z\", %s}".formatted(time, values))
                .post("/v1/sessions/{id}/vitals", session)
                .then()
                .statusCode(201);
    }

    private static String alertOf(ValidatableResponse reading) {
        return reading.extract().path("alerts[0].id");
    }

    private static String sideEffect(String session, String severity, boolean serious) {
        return Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "HYPOXIA", "severity": "%s", "serious": %s, "onsetAt": "2026-01-05T09:30:00Z"}""".formatted(severity, serious));
    }

    private static String phq9(String course, String session, int item9) {
        var of = session == null ? "" : "\"sessionId\": \"%s\", ".formatted(session);
        return Treatment.create("/v1/courses/" + course + "/assessments", """
                {%s"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE",
                 "answers": [1, 1, 1, 1, 1, 1, 1, 1, %d]}""".formatted(of, item9));
    }

    private static ValidatableResponse open(String session) {
        return as(NURSE)
                .get("/v1/alerts?status=OPEN&sessionId=" + session)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse overdue(String session) {
        return as(NURSE)
                .get("/v1/alerts?kind=VITALS_OVERDUE&status=OPEN&sessionId=" + session)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse all(String session) {
        return as(NURSE).get("/v1/alerts?sessionId=" + session).then().statusCode(200);
    }

    private static ValidatableResponse ofCourse(String course) {
        return as(NURSE).get("/v1/alerts?status=OPEN&courseId=" + course).then().statusCode(200);
    }
}
