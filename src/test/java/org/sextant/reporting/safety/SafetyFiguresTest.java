package org.sextant.reporting.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.Treatment;
import org.sextant.reporting.cohort.Lives;

/** Every figure of every group of the report on safety, against plain SQL, over whatever the clinic has by now. */
@QuarkusTest
class SafetyFiguresTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String BEGINNING = "1900-01-01T00:00:00Z";
    private static final String END = "2200-01-01T00:00:00Z";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static String anyCourse;

    @ParameterizedTest
    @CsvSource({
        "protocol, c.protocol",
        "indication, c.indication_code",
        "route, p.rules ->> 'route'",
        "phase, c.phase",
        "sessionNumber, s.number::text",
        "label, unnest(CASE WHEN cardinality(c.labels) = 0 THEN ARRAY[NULL] ELSE c.labels END)"
    })
    void areThoseOfPlainSql(String groupBy, String name) throws Exception {
        live();

        agree(
                as(PRESCRIBER)
                        .queryParam("groupBy", groupBy)
                        .get("/v1/reports/safety")
                        .asString(),
                name,
                BEGINNING,
                END);
    }

    /** The drug is begun at 09:15 on the fifth and the eighth: the first of these moments is in, the second is not. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-05T09:15:00Z, 2026-01-08T09:15:00Z",
        "2026-01-05T09:15:01Z, 2026-01-08T09:15:01Z",
        "2026-01-08T09:15:00Z, 2027-01-01T00:00:00Z"
    })
    void ofAPeriodToo(String from, String to) throws Exception {
        live();

        agree(
                as(PRESCRIBER)
                        .queryParam("from", from)
                        .queryParam("to", to)
                        .get("/v1/reports/safety")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                "c.protocol",
                from,
                to);
    }

    /** What is compared above is not nothing. */
    @Test
    void thereIsSomethingOfEachKind() throws Exception {
        live();

        assertThat(SafetySql.figures("'all'", BEGINNING, END, anyCourse).get("all"))
                .containsKeys("earlyStops", "starts", "doses", "discharges", "rule/BASELINE_SYSTOLIC", "rule/ORIENTED")
                .containsKeys("effect/NAUSEA/serious", "effect/NAUSEA/LIFE_THREATENING", "effect/NAUSEA/medianMinutes")
                .containsKeys("alert/SYSTOLIC_HIGH", "courseAlert/SUICIDAL_IDEATION", "measure/CADSS/sd");
    }

    private static void agree(String answer, String name, String from, String to) throws Exception {
        var report = JSON.readTree(answer);
        var shown = new TreeMap<String, Map<String, BigDecimal>>();
        report.get("groups").forEach(group -> shown.put(group.get("group").asText(), figures(group)));

        assertThat(shown).isEqualTo(SafetySql.figures(name, from, to, anyCourse));
        assertThat(figures(report.get("overall")))
                .isEqualTo(SafetySql.figures("'all'", from, to, anyCourse).getOrDefault("all", Map.of()));
    }

    /** The figures of a group that are not zero, by the names that the SQL has for them; rates are checked on the way. */
    private static Map<String, BigDecimal> figures(JsonNode group) {
        var figures = new TreeMap<String, BigDecimal>();
        List.of("sessions", "courses", "ended", "earlyStops").forEach(one -> put(figures, one, group.get(one)));
        rate(group.get("earlyStopRate"), group.get("earlyStops"), group.get("ended"), 4, BigDecimal.ONE);
        var overrides = group.get("overrides");
        List.of("starts", "doses", "discharges").forEach(one -> put(figures, one, overrides.get(one)));
        overrides
                .get("byRule")
                .forEach(one -> put(figures, "rule/" + one.get("rule").asText(), one.get("steps")));
        group.get("sideEffects").forEach(one -> effect(figures, one, group.get("sessions")));
        group.get("alerts").forEach(one -> {
            put(figures, "alert/" + one.get("kind").asText(), one.get("count"));
            rate(one.get("per100Sessions"), one.get("count"), group.get("sessions"), 2, HUNDRED);
        });
        group.get("courseAlerts")
                .forEach(one -> put(figures, "courseAlert/" + one.get("kind").asText(), one.get("count")));
        group.get("sessionMeasures")
                .forEach(one -> List.of("n", "mean", "sd")
                        .forEach(what ->
                                put(figures, "measure/" + one.get("instrument").asText() + "/" + what, one.get(what))));
        return figures;
    }

    private static void effect(Map<String, BigDecimal> figures, JsonNode one, JsonNode sessions) {
        var key = "effect/" + one.get("effect").asText() + "/";
        List.of("occurrences", "sessions", "serious", "resolved", "medianMinutes")
                .forEach(what -> put(figures, key + what, one.get(what)));
        rate(one.get("per100Sessions"), one.get("occurrences"), sessions, 2, HUNDRED);
        one.get("bySeverity").forEach(severity -> {
            put(figures, key + severity.get("severity").asText(), severity.get("occurrences"));
            rate(severity.get("per100Sessions"), severity.get("occurrences"), sessions, 2, HUNDRED);
        });
    }

    private static void put(Map<String, BigDecimal> figures, String name, JsonNode value) {
        if (!value.isNull() && value.decimalValue().signum() != 0) {
            figures.put(name, value.decimalValue().stripTrailingZeros());
        }
    }

    private static void rate(JsonNode rate, JsonNode count, JsonNode whole, int decimals, BigDecimal per) {
        if (whole.intValue() == 0) {
            assertThat(rate.isNull()).isTrue();
        } else {
            assertThat(rate.decimalValue())
                    .isEqualByComparingTo(count.decimalValue()
                            .multiply(per)
                            .divide(whole.decimalValue(), decimals, RoundingMode.HALF_UP));
        }
    }

    /** Twenty lives, and of what they lack one or two: steps against a rule, an early stop, a scale. */
    private static synchronized void live() {
        if (anyCourse != null) {
            return;
        }
        Lives.lived();
        anyCourse = Treatment.activeCourse();
        var session = Treatment.ready(anyCourse, "2026-01-08");
        Treatment.create("/v1/sessions/" + session + "/vitals", """
                {"takenAt": "2026-01-08T09:12:00Z", "systolic": 165, "diastolic": 80, "heartRate": 70, "spo2": 98}""");
        as(PRESCRIBER)
                .body("{\"at\": \"2026-01-08T09:15:00Z\", \"overrideReason\": \"Anxious, fine at home\"}")
                .post("/v1/sessions/{id}/infusion/start", session)
                .then()
                .statusCode(200);
        as(PRESCRIBER)
                .body("""
                {"at": "2026-01-08T09:16:00Z", "mgPerHour": 165, "reason": "Unrest", "overrideReason": "For a minute only"}""")
                .post("/v1/sessions/{id}/infusion/rate", session)
                .then()
                .statusCode(200);
        Treatment.step(session, "infusion/rate", """
                {"at": "2026-01-08T09:17:00Z", "mgPerHour": 54, "reason": "As ordered"}""");
        Treatment.step(session, "infusion/end", """
                {"at": "2026-01-08T09:25:00Z", "administeredMg": 10.85, "stopReason": "Anxious"}""");
        Treatment.create("/v1/sessions/" + session + "/side-effects", """
                {"effect": "NAUSEA", "severity": "MODERATE", "serious": true, "onsetAt": "2026-01-08T09:20:00Z"}""");
        as(PRESCRIBER)
                .body(
                        "{\"at\": \"2026-01-08T11:00:00Z\", \"criteria\": %s, \"overrideReason\": \"Goes home with her son\"}"
                                .formatted(Treatment.CRITERIA_MET.replace("\"ORIENTED\": true", "\"ORIENTED\": false")))
                .post("/v1/sessions/{id}/discharge", session)
                .then()
                .statusCode(200);
        for (var total = 20; total <= 30; total += 10) {
            Treatment.create("/v1/courses/" + anyCourse + "/assessments", """
                    {"instrument": "CADSS", "takenAt": "2026-01-08T10:00:00Z", "timepoint": "POST_SESSION", "sessionId": "%s",
                     "total": %d}""".formatted(session, total));
        }
    }
}
