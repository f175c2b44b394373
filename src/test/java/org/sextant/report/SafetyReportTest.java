package org.sextant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Database;
import org.sextant.Treatment;
import org.sextant.outcome.RandomHistory;

@QuarkusTest
class SafetyReportTest {

    private static final String OF_CLINIC = "(SELECT clinic_id FROM session WHERE id = '%s')";

    /** One session in the year 2003, where no other test has any. */
    @Test
    void tellsWhatHappenedInAPeriod() {
        var course = Treatment.activeCourse();
        var session = Treatment.observing(course, "2003-01-06");
        effect(session, "NAUSEA", "MILD", "09:30", "09:40");
        effect(session, "NAUSEA", "SEVERE", "09:30", "10:00");
        effect(session, "NAUSEA", "LIFE_THREATENING", "09:30", null);
        var retracted = effect(session, "HEADACHE", "MILD", "09:30", null);
        as(PRESCRIBER)
                .body("{\"reason\": \"x\"}")
                .post("/v1/side-effects/{id}/retract", retracted)
                .then()
                .statusCode(200);
        cadss(course, session, 30);
        var early = Treatment.ready(Treatment.activeCourse(), "2003-01-06");
        Treatment.create("/v1/sessions/" + early + "/vitals", """
                {"takenAt": "2003-01-06T09:12:00Z", "systolic": 165, "diastolic": 80, "heartRate": 70, "spo2": 98}\
                """);
        as(PRESCRIBER)
                .body("{\"at\": \"2003-01-06T09:15:00Z\", \"overrideReason\": \"Anxious, fine at home\"}")
                .post("/v1/sessions/{id}/infusion/start", early)
                .then()
                .statusCode(200);
        Treatment.step(early, "infusion/end", """
                {"at": "2003-01-06T09:25:00Z", "administeredMg": 9, "stopReason": "Anxious"}\
                """);

        as(PRESCRIBER)
                .get("/v1/reports/safety?from=2003-01-01T00:00:00Z&to=2004-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("groupBy", equalTo("protocol"))
                .body("from", equalTo("2003-01-01T00:00:00Z"))
                .body("to", equalTo("2004-01-01T00:00:00Z"))
                .body("$", hasKey("asOf"))
                .body(
                        "statement.denominator",
                        equalTo("Every session in which the drug was begun in the period, by the start."))
                .body("groups.group", contains("iv-ketamine-0.5"))
                .body("groups[0].sessions", equalTo(2))
                .body("groups[0].courses", equalTo(2))
                .body("groups[0].ended", equalTo(2))
                .body("groups[0].earlyStops", equalTo(1))
                .body("groups[0].earlyStopRate", equalTo(0.5f))
                .body("groups[0].earlyStopRateCi", contains(0.0945f, 0.9055f))
                .body("groups[0].overrides.starts", equalTo(1))
                .body("groups[0].overrides.discharges", equalTo(0))
                .body("groups[0].overrides.byRule", hasSize(1))
                .body("groups[0].overrides.byRule[0].rule", equalTo("BASELINE_SYSTOLIC"))
                .body("groups[0].overrides.byRule[0].steps", equalTo(1))
                .body("groups[0].sideEffects", hasSize(1))
                .body("groups[0].sideEffects[0].effect", equalTo("NAUSEA"))
                .body("groups[0].sideEffects[0].occurrences", equalTo(3))
                .body("groups[0].sideEffects[0].per100Sessions", equalTo(150))
                .body("groups[0].sideEffects[0].sessions", equalTo(1))
                .body("groups[0].sideEffects[0].serious", equalTo(1))
                .body("groups[0].sideEffects[0].resolved", equalTo(2))
                .body("groups[0].sideEffects[0].medianMinutes", equalTo(20))
                .body(
                        "groups[0].sideEffects[0].bySeverity.severity",
                        contains("MILD", "MODERATE", "SEVERE", "LIFE_THREATENING"))
                .body("groups[0].sideEffects[0].bySeverity.occurrences", contains(1, 0, 1, 1))
                .body("groups[0].sideEffects[0].bySeverity.per100Sessions", contains(50, 0, 50, 50))
                .body("groups[0].alerts.find { it.kind == 'SERIOUS_SIDE_EFFECT' }.count", equalTo(1))
                .body("groups[0].alerts.find { it.kind == 'SERIOUS_SIDE_EFFECT' }.per100Sessions", equalTo(50))
                .body("groups[0].sessionMeasures", hasSize(1))
                .body("groups[0].sessionMeasures[0].instrument", equalTo("CADSS"))
                .body("groups[0].sessionMeasures[0].mean", equalTo(30))
                .body("groups[0].sessionMeasures[0].sd", nullValue())
                .body("groups[0].suppressed", equalTo(false))
                .body("overall.sessions", equalTo(2))
                .body("overall.sideEffects[0].occurrences", equalTo(3));
    }

    @Test
    void aPeriodWithoutSessionsIsEmpty() {
        as(PRESCRIBER)
                .get("/v1/reports/safety?groupBy=label&from=1990-01-01T00:00:00Z&to=1991-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("groups", hasSize(0))
                .body("overall.sessions", equalTo(0))
                .body("overall.earlyStopRate", nullValue());
    }

    /** Each kind of group, over whatever the clinic has by now, against counts of plain SQL. */
    @ParameterizedTest
    @CsvSource({
        "protocol, c.protocol",
        "indication, c.indication_code",
        "route, p.rules ->> 'route'",
        "phase, c.phase",
        "sessionNumber, s.number::text",
        "label, unnest(CASE WHEN cardinality(c.labels) = 0 THEN ARRAY[NULL] ELSE c.labels END)"
    })
    void countsWhatPlainSqlCounts(String groupBy, String name) throws Exception {
        var course = RandomHistory.course(groupBy.hashCode());
        var session = Treatment.infusing();
        effect(session, "DIZZINESS", "MODERATE", "09:30", "09:40");

        var report = as(PRESCRIBER)
                .queryParam("groupBy", groupBy)
                .get("/v1/reports/safety")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        var clinic = OF_CLINIC.formatted(session);
        var sessions = counts(name, "", "count(DISTINCT s.id)", clinic);
        var nausea = counts(
                name,
                "JOIN side_effect e ON e.session_id = s.id AND e.effect = 'NAUSEA' AND e.status <> 'ENTERED_IN_ERROR'",
                "count(e.id)",
                clinic);
        var alerts = counts(
                name,
                "JOIN alert a ON a.session_id = s.id AND a.status <> 'WITHDRAWN' AND a.kind = 'SYSTOLIC_HIGH'",
                "count(a.id)",
                clinic);
        var stops = counts(name, "", "count(s.stop_reason)", clinic);
        assertThat(course).isNotBlank();
        var groups = report.<Map<String, Object>>getList("groups.findAll { it.sessions > 0 }");
        assertThat(groups).hasSameSizeAs(sessions.keySet());
        for (var group : groups) {
            var key = String.valueOf(group.get("group"));
            assertThat(group.get("sessions")).as(key).isEqualTo(sessions.get(key));
            assertThat(group.get("earlyStops")).as(key).isEqualTo(stops.get(key));
            assertThat(count(group, "sideEffects", "effect", "NAUSEA", "occurrences"))
                    .as(key)
                    .isEqualTo(nausea.getOrDefault(key, 0));
            assertThat(count(group, "alerts", "kind", "SYSTOLIC_HIGH", "count"))
                    .as(key)
                    .isEqualTo(alerts.getOrDefault(key, 0));
        }
        assertThat(report.getInt("overall.sessions"))
                .isEqualTo(counts("'all'", "", "count(DISTINCT s.id)", clinic).get("all"));
    }

    @SuppressWarnings("unchecked")
    private static int count(Map<String, Object> group, String list, String by, String name, String member) {
        return ((List<Map<String, Object>>) group.get(list))
                .stream()
                        .filter(one -> one.get(by).equals(name))
                        .map(one -> (Integer) one.get(member))
                        .findFirst()
                        .orElse(0);
    }

    private static Map<String, Integer> counts(String name, String join, String count, String clinic)
            throws SQLException, IOException {
        var counts = new TreeMap<String, Integer>();
        try (var connection = Database.asOwner();
                var rows = connection.createStatement().executeQuery("""
                        SELECT name, %s FROM (SELECT s.*, %s AS name FROM session s JOIN course c ON c.id = s.course_id
                            JOIN protocol p ON p.clinic_id = s.clinic_id AND p.code = s.protocol AND p.revision = s.protocol_revision
                            WHERE s.started_at IS NOT NULL AND s.clinic_id = %s) s %s GROUP BY name
                        """.formatted(count, name, clinic, join))) {
            while (rows.next()) {
                counts.put(String.valueOf(rows.getString(1)), rows.getInt(2));
            }
        }
        return counts;
    }

    /** Fewer than eleven courses, in a year of their own. */
    @Test
    void anAnalystIsToldOfNoFewPeople() {
        effect(
                Treatment.observing(Treatment.activeCourse(), "2005-01-06"),
                "2005-01-06",
                "NAUSEA",
                "MILD",
                "09:30",
                "09:40");

        as(ANALYST)
                .get("/v1/reports/safety?from=2005-01-01T00:00:00Z&to=2006-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("statement", hasKey("suppression"))
                .body("groups[0].suppressed", equalTo(true))
                .body("groups[0].sessions", nullValue())
                .body("groups[0].courses", nullValue())
                .body("groups[0].earlyStopRate", nullValue())
                .body("groups[0].sideEffects", hasSize(0))
                .body("groups[0].alerts", hasSize(0))
                .body("overall.sessions", nullValue())
                .body("overall.sideEffects", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2005-01-02T00:00:00Z", "to=2005-01-01T00:00:01Z", "to=2005-07-01T00:00:00Z"})
    void anAnalystNamesWholeYears(String period) {
        isProblem(as(ANALYST).get("/v1/reports/safety?" + period).then(), 400, "bad-request");
        as(PRESCRIBER).get("/v1/reports/safety?" + period).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupBy=population", "groupBy=SESSION_NUMBER", "from=2005-01-01", "to=tomorrow"})
    void whatItDoesNotKnowIsRefused(String query) {
        isProblem(as(PRESCRIBER).get("/v1/reports/safety?" + query).then(), 400, "bad-request");
    }

    private static String effect(String session, String effect, String severity, String onset, String end) {
        var day = as(NURSE)
                .get("/v1/sessions/{id}", session)
                .<String>path("scheduledAt")
                .substring(0, 10);
        return effect(session, day, effect, severity, onset, end);
    }

    private static String effect(String session, String day, String effect, String severity, String onset, String end) {
        var resolved = end == null ? "" : ", \"resolvedAt\": \"%sT%s:00Z\"".formatted(day, end);
        return Treatment.create(
                "/v1/sessions/" + session + "/side-effects",
                "{\"effect\": \"%s\", \"severity\": \"%s\", \"onsetAt\": \"%sT%s:00Z\"%s}"
                        .formatted(effect, severity, day, onset, resolved));
    }

    private static void cadss(String course, String session, int total) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "CADSS", "takenAt": "2003-01-06T10:00:00Z", "timepoint": "POST_SESSION", "sessionId": "%s", "total": %d}\
                """.formatted(session, total));
    }
}
