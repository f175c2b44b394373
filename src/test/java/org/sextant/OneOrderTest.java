package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.exchange.imports.Exports;

/**
 * Of two records of one moment the one that was recorded later comes later, in every answer and whatever their ids are.
 * Ids are a device's random numbers: those that begin with 8 to f come first for Java and last for PostgreSQL.
 */
@QuarkusTest
class OneOrderTest {

    @ParameterizedTest
    @CsvSource({"7, 8", "8, 7"})
    void theReadingThatWasRecordedLaterIsJudgedAtTheStart(String first, String second) {
        var course = Treatment.activeCourse();
        var session = Treatment.checkedIn(course);
        var good = reading(session, id(first), "09:10", 120, 80);
        var high = reading(session, id(second), "09:10", 172, 104);

        checks(session, 172);
        isProblem(start(NURSE, session, "{\"at\": \"2026-01-05T09:15:00Z\"}"), 409, "safety-rule");
        start(
                        PRESCRIBER,
                        session,
                        "{\"at\": \"2026-01-05T09:15:00Z\", \"overrideReason\": \"A reason that is long enough\"}")
                .statusCode(200);
        assertShown(course, session, good, high);
        baseline(course, 172, 104);
    }

    @ParameterizedTest
    @CsvSource({"7, 8", "8, 7"})
    void aReadingThatWasMeasuredAgainAndRecordedLaterLetsTheDrugBegin(String first, String second) {
        var course = Treatment.activeCourse();
        var session = Treatment.checkedIn(course);
        var high = reading(session, id(first), "09:10", 172, 104);
        var good = reading(session, id(second), "09:10", 120, 80);

        checks(session, 120);
        start(NURSE, session, "{\"at\": \"2026-01-05T09:15:00Z\"}").statusCode(200);
        assertShown(course, session, high, good);
        baseline(course, 120, 80);
    }

    @ParameterizedTest
    @CsvSource({"0, f", "f, 0"})
    void anAlertShowsTheReadingThatWasRecordedLater(String first, String second) {
        var session = Treatment.infusing();
        reading(session, id(first), "09:30", 190, 100);
        var shown = reading(session, id(second), "09:30", 185, 100);

        as(NURSE)
                .get("/v1/alerts?kind=SYSTOLIC_HIGH&sessionId=" + session)
                .then()
                .statusCode(200)
                .body("items.sourceId", contains(shown))
                .body("items[0].value", equalTo(185));
    }

    /** Else the alert would go on showing what is the earlier of them by now. */
    @Test
    void anAlertShowsTheLaterReadingAlsoWhereOnlyATimeIsCorrected() {
        var session = Treatment.infusing();
        var earlier = reading(session, id("0"), "09:30", 190, 100);
        var later = reading(session, id("1"), "09:40", 190, 100);
        shows(session, later);

        as(PRESCRIBER)
                .body("{\"takenAt\": \"2026-01-05T09:50:00Z\", \"reason\": \"Mistyped\"}")
                .post("/v1/vitals/{id}/amend", earlier)
                .then()
                .statusCode(200);
        shows(session, earlier);
    }

    /** What an alert stands for was stored in Java's order of ids before, and is the same in the database's. */
    @Test
    void anAlertThatWasStoredInTheOldOrderIsNotRewritten() throws Exception {
        var session = Treatment.infusing();
        var ids = List.of(id("0"), id("f"));
        reading(session, ids.get(1), "09:30", 190, 100);
        reading(session, ids.get(0), "09:40", 190, 100);
        var before = alert(session);
        try (var database = Database.asOwner();
                var statement = database.createStatement()) {
            statement.execute("SET sextant.subject = 's'; SET sextant.role = 'r'; SET sextant.request_id = 'i'");
            assertThat(statement.executeUpdate("""
                            UPDATE alert SET sources = (SELECT jsonb_agg(one ORDER BY place DESC)
                                                        FROM jsonb_array_elements(sources) WITH ORDINALITY AS of(one, place))
                            WHERE kind = 'SYSTOLIC_HIGH' AND session_id = '%s'""".formatted(session))).isEqualTo(1);
        }

        reading(session, id("1"), "09:50", 120, 80);

        assertThat(before).containsEntry("sources", ids);
        assertThat(alert(session)).isEqualTo(before);
    }

    private static Map<String, Object> alert(String session) {
        return as(NURSE)
                .get("/v1/alerts?kind=SYSTOLIC_HIGH&sessionId=" + session)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items[0]");
    }

    private static void shows(String session, String reading) {
        as(NURSE)
                .get("/v1/alerts?kind=SYSTOLIC_HIGH&sessionId=" + session)
                .then()
                .body("items.sourceId", contains(reading));
    }

    /** The baseline is 120: only 156 is a rise, and only two of them running are one. */
    @ParameterizedTest
    @CsvSource({"0, f, 120, 156, 0", "f, 0, 120, 156, 0", "0, f, 156, 120, 1", "f, 0, 156, 120, 1"})
    void aRiseIsCountedInTheOrderOfRecording(String first, String second, int recorded, int recordedLater, int alerts) {
        var session = Treatment.infusing();
        reading(session, id("3"), "09:20", 156, 90);
        reading(session, id(first), "09:25", recorded, 80);
        reading(session, id(second), "09:25", recordedLater, 80);

        as(NURSE)
                .get("/v1/alerts?kind=SYSTOLIC_RISE&status=OPEN&sessionId=" + session)
                .then()
                .statusCode(200)
                .body("items", hasSize(alerts));
    }

    @ParameterizedTest
    @CsvSource({"0, f", "f, 0"})
    void theAlertOfIdeationShowsTheScoreThatWasRecordedLater(String first, String second) {
        var course = Treatment.activeCourse();
        ideation(course, id(first));
        var shown = ideation(course, id(second));

        as(NURSE)
                .get("/v1/alerts?kind=SUICIDAL_IDEATION&courseId=" + course)
                .then()
                .body("items.sourceId", contains(shown));
    }

    @ParameterizedTest
    @CsvSource({"0, f", "f, 0"})
    void theFormOfTheRemsShowsTheReadingThatWasRecordedLater(String first, String second) {
        var session = Treatment.checkedIn(Treatment.activeCourse("intranasal-esketamine-56"));
        twice(session, "09:10", first, second, 130, 122);
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
        Treatment.step(session, "infusion/end", "{\"at\": \"2026-01-05T09:30:00Z\", \"administeredMg\": 56}");
        twice(session, "09:55", first, second, 138, 136);
        twice(session, "11:10", first, second, 126, 124);
        var serious = List.of(effect(session, id(first)), effect(session, id(second)));
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-05T11:15:00Z", "respiratoryRate": 14, "spo2": 98, "sedation": 5}""");
        Treatment.seeAlerts(session);
        Treatment.step(
                session,
                "discharge",
                "{\"at\": \"2026-01-05T11:20:00Z\", \"criteria\": " + Treatment.CRITERIA_MET + "}");

        as(NURSE)
                .get("/v1/sessions/{id}/rems", session)
                .then()
                .statusCode(200)
                .body("bloodPressure.before.systolic", equalTo(122))
                .body("bloodPressure.atFortyMinutes.systolic", equalTo(136))
                .body("bloodPressure.beforeDischarge.systolic", equalTo(124))
                .body("seriousAdverseEvents.sideEffectId", equalTo(serious));
    }

    @ParameterizedTest
    @CsvSource({"09:52, 09:58, 144", "09:58, 09:52, 133"})
    void ofTwoReadingsEquallyFarFromFortyMinutesTheLaterOneIsInTheForm(String first, String second, int systolic) {
        var session = Treatment.ready(Treatment.activeCourse("intranasal-esketamine-56"), "2026-01-05");
        Treatment.step(session, "infusion/start", "{\"at\": \"2026-01-05T09:15:00Z\"}");
        reading(session, id("0"), first, 133, 80);
        reading(session, id("f"), second, 144, 80);

        as(NURSE)
                .get("/v1/sessions/{id}/rems", session)
                .then()
                .body("bloodPressure.atFortyMinutes.systolic", equalTo(systolic));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-04, 2026-01-06", "2026-01-06, 2026-01-04"})
    void ofTwoSessionsEquallyNearTheLaterOneIsJudged(String first, String second) {
        var course = Treatment.activeCourse();
        Treatment.discharged(course, first);
        Treatment.discharged(course, second);
        var session = Treatment.ready(course, "2026-01-05");

        isProblem(start(NURSE, session, "{\"at\": \"2026-01-05T09:15:00Z\"}"), 409, "safety-rule")
                .body("rules.inputs.nearestStart", contains("2026-01-06T09:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"0, f", "f, 0"})
    void everyListAndEveryExportOfTheChartIsInThisOrder(String first, String second) {
        var course = Treatment.activeCourse();
        var session = Treatment.infusing(course);
        var label = labelled(course);
        var effects = List.of(effect(session, id(first)), effect(session, id(second)));
        var medications = List.of(medication(session, id(first)), medication(session, id(second)));
        var scores = List.of(ideation(course, id(first)), ideation(course, id(second)));

        assertThat(pages("/v1/sessions/" + session + "/side-effects")).isEqualTo(effects);
        assertThat(pages("/v1/sessions/" + session + "/medications")).isEqualTo(medications);
        assertThat(pages("/v1/courses/" + course + "/assessments")).isEqualTo(scores);
        assertThat(pages("/v1/reports/side-effects?label=" + label)).isEqualTo(effects);
        assertThat(pages("/v1/reports/assessments?label=" + label)).isEqualTo(scores);
    }

    /** The service's clock stands: the readings of a batch would be recorded at one moment. */
    @ParameterizedTest
    @CsvSource({"0, f, batch", "f, 0, batch", "0, f, sync", "f, 0, sync"})
    void inABatchTheReadingThatStandsLaterComesLater(String first, String second, String way) {
        VirtualClock.stoppedAt("2026-01-05T09:20:00Z");
        var session = Treatment.infusing();
        var ids = List.of(id("4"), id(first), id(second), id("5"));

        var items = ids.stream()
                .map(id ->
                        "{%s\"id\": \"%s\", \"takenAt\": \"2026-01-05T09:18:00Z\", \"systolic\": %s, \"diastolic\": 90}"
                                .formatted(
                                        way.equals("sync")
                                                ? "\"type\": \"VITALS\", \"sessionId\": \"%s\", ".formatted(session)
                                                : "",
                                        id,
                                        200 + ids.indexOf(id)))
                .toList();
        as(NURSE)
                .body("{\"%s\": %s}".formatted(way.equals("sync") ? "items" : "readings", items))
                .post(way.equals("sync") ? "/v1/sync" : "/v1/sessions/" + session + "/vitals/batch")
                .then()
                .statusCode(207)
                .body("results.status", contains(201, 201, 201, 201));

        var shown = pages("/v1/sessions/" + session + "/vitals");
        assertThat(shown.subList(shown.size() - ids.size(), shown.size())).isEqualTo(ids);
        shows(session, ids.get(3));
    }

    @ParameterizedTest
    @CsvSource({"0, f", "f, 0"})
    void inAnImportTheLineThatStandsLaterComesLater(String first, String second) {
        var token = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var session = id("2");
        var course = id("3");
        var readings = List.of(id("4"), id(first), id(second), id("5"));
        var lines = new StringBuilder(history(course, session));
        readings.forEach(id -> lines.append("""
                {"type": "VITALS", "id": "%s", "sessionId": "%s", "takenAt": "2024-03-02T09:10:00Z", "systolic": %d, "diastolic": 80}
                """.formatted(id, session, 120 + readings.indexOf(id))));

        assertThat(Exports.outcomes(Exports.send(token, lines.toString()))).containsOnly("CREATED");

        Api.with(token).get("/v1/sessions/{id}/vitals", session).then().body("items.id", equalTo(readings));
        Api.with(token)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .body("timeline[0].baseline.systolic", equalTo(123));
    }

    private static String history(String course, String session) {
        return """
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex", \
                "birthDate": "1964-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "indicationSystem": "s", \
                "indicationCode": "c", "phase": "INDUCTION", "plannedSessions": 6, "labels": [], "status": "COMPLETED", \
                "activatedAt": "2024-03-01T08:00:00Z", "endedAt": "2024-04-01T08:00:00Z"}
                {"type": "SESSION", "id": "%3$s", "courseId": "%1$s", "number": 1, "status": "DISCHARGED", \
                "scheduledAt": "2024-03-02T09:00:00Z", "checkedInAt": "2024-03-02T09:00:00Z", "weightKg": 73, \
                "startedAt": "2024-03-02T09:15:00Z", "plannedDoseMg": 36.5, "endedAt": "2024-03-02T09:55:00Z", \
                "administeredMg": 36.5, "dischargedAt": "2024-03-02T11:00:00Z", "criteria": {"ORIENTED": true}}
                """.formatted(course, UUID.randomUUID(), session);
    }

    private static void assertShown(String course, String session, String first, String second) {
        assertThat(pages("/v1/sessions/" + session + "/vitals")).containsExactly(first, second);
        assertThat(pages("/v1/reports/vitals?label=" + labelled(course))).containsExactly(first, second);
    }

    /** Gives the course a label of its own, by which its rows are found. */
    private static String labelled(String course) {
        var label = "label-" + UUID.randomUUID();
        Treatment.label(course, label);
        return label;
    }

    private static void baseline(String course, int systolic, int diastolic) {
        as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .body("timeline[0].baseline.systolic", equalTo(systolic))
                .body("timeline[0].baseline.diastolic", equalTo(diastolic));
    }

    private static void checks(String session, int systolic) {
        as(NURSE)
                .get("/v1/sessions/{id}/checks?step=start", session)
                .then()
                .statusCode(200)
                .body("verdicts.find { it.rule == 'BASELINE_SYSTOLIC' }.inputs.systolic", equalTo(systolic));
    }

    private static ValidatableResponse start(String role, String session, String body) {
        return as(role).body(body)
                .post("/v1/sessions/{id}/infusion/start", session)
                .then();
    }

    /** The ids of a list, read a row at a time. */
    private static List<String> pages(String path) {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as(PRESCRIBER).queryParam("limit", 1);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get(path).then().statusCode(200).extract().jsonPath();
            ids.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        return ids;
    }

    private static void twice(String session, String time, String first, String second, int recorded, int later) {
        reading(session, id(first), time, recorded, 80);
        reading(session, id(second), time, later, 79);
    }

    private static String reading(String session, String id, String time, int systolic, int diastolic) {
        return Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"id": "%s", "takenAt": "2026-01-05T%s:00Z", "systolic": %d, "diastolic": %d, "heartRate": 70, "spo2": 98}""".formatted(id, time, systolic, diastolic));
    }

    private static String effect(String session, String id) {
        return Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"id": "%s", "effect": "HEADACHE", "severity": "SEVERE", "serious": true, "onsetAt": "2026-01-05T09:40:00Z",
                 "resolvedAt": "2026-01-05T09:50:00Z"}""".formatted(id));
    }

    private static String medication(String session, String id) {
        return Treatment.create("/v1/sessions/" + session + "/medications", """
                {"id": "%s", "drug": "Ondansetron", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}""".formatted(id));
    }

    private static String ideation(String course, String id) {
        return Treatment.create("/v1/courses/" + course + "/assessments", """
                {"id": "%s", "instrument": "PHQ-9", "takenAt": "2026-01-05T08:20:00Z", "timepoint": "BASELINE",
                 "answers": [1, 1, 1, 1, 1, 1, 1, 1, 1]}""".formatted(id));
    }

    /** A random one that begins with this digit. */
    private static String id(String digit) {
        return digit + UUID.randomUUID().toString().substring(1);
    }
}
