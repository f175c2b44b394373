package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.Treatment;

/**
 * Real, published patients, whose figures were computed independently. The files lie beside the checkout; a plain clone
 * has none, and skips.
 */
@QuarkusTest
class PublishedDataTest {

    private static final Path DATA = Path.of("..", "shared", "data");

    /** Faria-Guimarães et al.: ten adolescents, MADRS before and 24 hours after one dose of esketamine. */
    @Test
    void esketamineGivesThePublishedRespondersAndChanges() throws IOException {
        var rows = read("esketamine-madrs.csv");
        var changes = new ArrayList<Double>();
        var responders = new ArrayList<String>();
        var remitters = new ArrayList<String>();
        for (var row : rows) {
            var course = Treatment.plannedCourse(Treatment.newPatient(), "intranasal-esketamine-56");
            madrs(course, "2026-01-05T09:00:00Z", "BASELINE", row.get("madrs_baseline"));
            madrs(course, "2026-01-06T09:00:00Z", "FOLLOW_UP", row.get("madrs_24h"));

            var outcome = summary(course);
            assertThat(outcome.getInt("outcomes[0].baseline")).isEqualTo(Integer.parseInt(row.get("madrs_baseline")));
            changes.add(outcome.getDouble("outcomes[0].percentChange"));
            if (outcome.getBoolean("outcomes[0].response")) {
                responders.add(row.get("patient"));
            }
            if (outcome.getBoolean("outcomes[0].remission")) {
                remitters.add(row.get("patient"));
            }
        }

        assertThat(changes).containsExactly(-13.2, -18.5, -20.6, -77.3, -51.1, -36.4, -16.7, -24.4, -27.5, -19.5);
        assertThat(responders).containsExactly("4", "5");
        assertThat(remitters).containsExactly("4");
    }

    /** The same patients by their answers: item 10 is published, the other nine share what is left of the total. */
    @Test
    void esketamineGivesThePublishedSuicidalIdeation() throws IOException {
        var before = 0;
        var after = 0;
        for (var row : read("esketamine-madrs.csv")) {
            var course = Treatment.plannedCourse(Treatment.newPatient(), "intranasal-esketamine-56");
            before += flags(course, "BASELINE", row.get("madrs_baseline"), row.get("madrs_item10_baseline"));
            after += flags(course, "FOLLOW_UP", row.get("madrs_24h"), row.get("madrs_item10_24h"));
        }

        assertThat(before).isEqualTo(10);
        assertThat(after).isEqualTo(4);
    }

    /** The same ten as a group of the report: every published figure of the table beside the data. */
    @Test
    void theReportOnTheTenIsThePublishedOne() throws IOException {
        var label = UUID.randomUUID().toString();
        for (var row : read("esketamine-madrs.csv")) {
            var course = Treatment.plannedCourse(Treatment.newPatient(), "intranasal-esketamine-56");
            Treatment.label(course, label);
            answers(course, "2026-01-05", "BASELINE", row.get("madrs_baseline"), row.get("madrs_item10_baseline"));
            answers(course, "2026-01-06", "FOLLOW_UP", row.get("madrs_24h"), row.get("madrs_item10_24h"));
        }

        as(PRESCRIBER)
                .get("/v1/reports/outcomes?instrument=MADRS&groupBy=label")
                .then()
                .statusCode(200)
                .rootPath("groups.find { it.group == '%s' }".formatted(label))
                .body("n", equalTo(10))
                .body("meanBaseline", equalTo(39.1f))
                .body("sdBaseline", equalTo(6.297f))
                .body("meanLatest", equalTo(26.8f))
                .body("sdLatest", equalTo(8.404f))
                .body("meanChange", equalTo(-12.3f))
                .body("sdChange", equalTo(9.214f))
                .body("responders", equalTo(2))
                .body("responseRate", equalTo(0.2f))
                .body("responseRateCi", contains(0.0567f, 0.5098f))
                .body("remitters", equalTo(1))
                .body("remissionRate", equalTo(0.1f))
                .body("remissionRateCi", contains(0.0179f, 0.4042f))
                .body("worsened", equalTo(0))
                .body("suicidalityAsked", equalTo(10))
                .body("suicidalBefore", equalTo(10))
                .body("suicidalAfter", equalTo(4))
                .body("newlySuicidal", equalTo(0))
                .body("newlySuicidalRate", nullValue());
    }

    /** Goldway et al. in a year of their own: dissociation in the first and the second session. */
    @Test
    void theReportOnDissociationIsThePublishedOne() throws IOException {
        var treatments = new ArrayList<ImportedTreatment>();
        for (var row : read("ketamine-cadss.csv")) {
            var treatment = new ImportedTreatment();
            for (var visit = 1; visit <= 2; visit++) {
                var day = "2007-01-%02d".formatted(1 + 7 * visit);
                treatment.score("""
                        "instrument": "CADSS", "takenAt": "%sT10:00:00Z", "timepoint": "POST_SESSION", "sessionId": "%s", "total": %s\
                        """.formatted(day, treatment.discharged(day), row.get("cadss_session" + visit)));
            }
            treatments.add(treatment);
        }
        ImportedTreatment.send(treatments);

        as(ANALYST)
                .get("/v1/reports/safety?groupBy=sessionNumber&from=2007-01-01T00:00:00Z&to=2008-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("groups.group", contains("1", "2"))
                .body("groups.sessions", contains(28, 28))
                .body("groups.sessionMeasures.flatten().instrument", contains("CADSS", "CADSS"))
                .body("groups.sessionMeasures.flatten().n", contains(28, 28))
                .body("groups.sessionMeasures.flatten().mean", contains(4.107f, 25.714f))
                .body("groups.sessionMeasures.flatten().sd", contains(5.301f, 11.241f));
    }

    /** Goldway et al.: 28 participants, weight and CADSS after each of two sessions. */
    @Test
    void ketamineDissociationRoundTrips() throws IOException {
        var first = new ArrayList<Integer>();
        var second = new ArrayList<Integer>();
        var weights = new ArrayList<Double>();
        for (var row : read("ketamine-cadss.csv")) {
            var course = ImportedTreatment.activeCourse();
            for (var column : List.of("cadss_session1", "cadss_session2")) {
                var session = Treatment.scheduled(course);
                Treatment.step(
                        session,
                        "check-in",
                        "{\"at\": \"2026-01-05T09:00:00Z\", \"weightKg\": %s}".formatted(row.get("weight_kg")));
                weights.add(LightClient.as(NURSE)
                        .get("/v1/sessions/" + session)
                        .json()
                        .get("weightKg")
                        .doubleValue());
                Treatment.create("/v1/courses/" + course + "/assessments", """
                        {"instrument": "CADSS", "takenAt": "2026-01-05T10:00:00Z", "timepoint": "POST_SESSION", "sessionId": "%s", "total": %s}\
                        """.formatted(session, row.get(column)));
                Treatment.step(session, "cancel", "{\"reason\": \"Only the score is of interest\"}");
            }
            var totals = new ArrayList<Integer>();
            for (var score : LightClient.as(NURSE)
                    .query("instrument", "CADSS")
                    .get("/v1/courses/" + course + "/assessments")
                    .json()
                    .get("items")) {
                totals.add(score.get("total").intValue());
            }
            assertThat(totals)
                    .containsExactlyInAnyOrder(
                            Integer.valueOf(row.get("cadss_session1")), Integer.valueOf(row.get("cadss_session2")));
            first.add(Integer.valueOf(row.get("cadss_session1")));
            second.add(totals.stream().mapToInt(Integer::intValue).sum() - first.get(first.size() - 1));
        }

        assertThat(first).hasSize(28);
        assertThat(mean(first)).isCloseTo(4.107, within(0.0005));
        assertThat(mean(second)).isCloseTo(25.714, within(0.0005));
        assertThat(mean(weights)).isCloseTo(60.714, within(0.0005));
    }

    private static int flags(String course, String timepoint, String total, String item10) {
        return answers(course, "2026-01-05", timepoint, total, item10);
    }

    /** The number of flags that they raise. */
    private static int answers(String course, String day, String timepoint, String total, String item10) {
        var answers = new ArrayList<Integer>();
        var left = Integer.parseInt(total) - Integer.parseInt(item10);
        for (var item = 9; item > 0; item--) {
            var answer = Math.min(6, (left + item - 1) / item);
            answers.add(answer);
            left -= answer;
        }
        answers.add(Integer.valueOf(item10));
        var answer = as(NURSE)
                .body("""
                        {"instrument": "MADRS", "takenAt": "%sT09:00:00Z", "timepoint": "%s", "answers": %s}\
                        """.formatted(day, timepoint, answers))
                .post("/v1/courses/{id}/assessments", course)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        assertThat(answer.getInt("total")).isEqualTo(Integer.parseInt(total));
        return answer.getList("flags").size();
    }

    private static void madrs(String course, String takenAt, String timepoint, String total) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "MADRS", "takenAt": "%s", "timepoint": "%s", "total": %s}\
                """.formatted(takenAt, timepoint, total));
    }

    private static JsonPath summary(String course) {
        return as(NURSE)
                .get("/v1/courses/{id}/summary", course)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static double mean(List<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).average().orElseThrow();
    }

    private static List<Map<String, String>> read(String file) throws IOException {
        assumeTrue(Files.exists(DATA), "No published data beside this checkout: skipped");
        var lines = Files.readAllLines(DATA.resolve(file));
        var header = lines.get(0).split(",", -1);
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var row = new LinkedHashMap<String, String>();
            for (var i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
