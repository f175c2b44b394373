package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DurabilityReportTest {

    private static final Map<String, String> COLUMNS =
            Map.of("atRisk", "at_risk_", "relapsed", "relapsed_", "censored", "censored_");

    /** Every group and every week, over whatever the clinic has by now: twenty lives, and what other tests left. */
    @ParameterizedTest
    @CsvSource({
        "PHQ-9, protocol, judged.protocol",
        "PHQ-9, indication, judged.indication_code",
        "PHQ-9, label, unnest(CASE WHEN cardinality(judged.labels) = 0 THEN ARRAY[NULL] ELSE judged.labels END)",
        "MADRS, route, p.rules ->> 'route'",
        "PCL-5, phase, judged.phase",
        "PAIN-NRS, route, p.rules ->> 'route'"
    })
    void watchesWhomPlainSqlWatches(String instrument, String groupBy, String name) throws Exception {
        var anyCourse = Lives.lived();
        var populations = Map.of(
                "population=all", "true",
                "population=completers", "judged.status = 'COMPLETED'",
                "maintenance=with", "judged.maintained",
                "maintenance=without", "NOT judged.maintained");
        for (var population : populations.entrySet()) {
            var report = report("instrument=%s&groupBy=%s&%s".formatted(instrument, groupBy, population.getKey()));
            var expected = OutcomeSql.durability(instrument, name, population.getValue(), anyCourse);
            var shown = new TreeMap<String, JsonNode>();
            for (var group : report.get("groups")) {
                if (group.get("n").intValue() > 0) {
                    shown.put(group.get("group").asText(), group);
                }
            }

            assertThat(shown.keySet()).isEqualTo(expected.keySet());
            shown.forEach((group, one) -> isWhatSqlWatches(one, expected.get(group)));
            var overall = OutcomeSql.durability(instrument, "'all'", population.getValue(), anyCourse);
            if (!overall.isEmpty()) {
                isWhatSqlWatches(report.get("overall"), overall.get("all"));
            }
        }
    }

    private static void isWhatSqlWatches(JsonNode shown, Map<String, String> expected) {
        assertThat(shown.get("n").asText()).isEqualTo(expected.get("n"));
        for (var week : shown.get("weeks")) {
            COLUMNS.forEach((member, column) -> assertThat(week.get(member).asText())
                    .as(member + " of week " + week.get("week"))
                    .isEqualTo(expected.get(column + week.get("week"))));
        }
    }

    /** What is compared above is not nothing. */
    @Test
    void amongTheLivesSomeRelapseAndSomeAreLost() throws Exception {
        var all = OutcomeSql.durability("PHQ-9", "'all'", "true", Lives.lived()).get("all");

        assertThat(all.get("n")).isNotEqualTo("0");
        assertThat(all.get("relapsed_12")).isNotEqualTo("0");
        assertThat(all.get("censored_4")).isNotEqualTo("0");
        assertThat(OutcomeSql.durability("PHQ-9", "'all'", "judged.maintained AND relapsed", Lives.lived()))
                .isNotEmpty();
    }

    /** The one that responds after a week, relapses in the third; the other is seen for two weeks. */
    @Test
    void followsEachResponse() {
        var label = UUID.randomUUID().toString();
        var relapsing = Lives.labelled(label);
        Lives.score(relapsing, "2026-01-05", "BASELINE", 20);
        Lives.score(relapsing, "2026-01-06", "FOLLOW_UP", 8);
        Lives.score(relapsing, "2026-01-20", "FOLLOW_UP", 15);
        Lives.score(relapsing, "2026-01-21", "FOLLOW_UP", 16);
        var steady = Lives.labelled(label);
        Lives.score(steady, "2026-01-05", "BASELINE", 20);
        Lives.score(steady, "2026-01-06", "FOLLOW_UP", 8);
        Lives.score(steady, "2026-02-03", "FOLLOW_UP", 7);
        var never = Lives.labelled(label);
        Lives.score(never, "2026-01-05", "BASELINE", 20);
        Lives.score(never, "2026-01-06", "FOLLOW_UP", 18);

        var report = as(PRESCRIBER)
                .get("/v1/reports/durability?instrument=PHQ-9&groupBy=label")
                .then()
                .statusCode(200)
                .body("maintenance", equalTo("all"))
                .extract()
                .jsonPath();

        var group = report.param("label", label).getMap("groups.find { it.group == label }");
        assertThat(group).containsEntry("n", 2).containsEntry("suppressed", false);
        var weeks =
                report.param("label", label).<Map<String, Object>>getList("groups.find { it.group == label }.weeks");
        assertThat(weeks.stream().map(one -> one.get("week"))).containsExactly(1, 2, 4, 8, 12);
        assertThat(weeks.stream().map(one -> one.get("atRisk"))).containsExactly(2, 2, 1, 0, 0);
        assertThat(weeks.stream().map(one -> one.get("relapsed"))).containsExactly(0, 1, 1, 1, 1);
        assertThat(weeks.stream().map(one -> one.get("censored"))).containsExactly(0, 0, 0, 1, 1);
        assertThat(weeks.stream().map(one -> String.valueOf(one.get("share"))))
                .containsExactly("1", "0.5", "0.5", "null", "null");
    }

    private static JsonNode report(String query) throws Exception {
        return new ObjectMapper()
                .readTree(as(PRESCRIBER)
                        .get("/v1/reports/durability?" + query)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
