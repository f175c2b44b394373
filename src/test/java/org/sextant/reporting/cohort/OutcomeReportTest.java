package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.sextant.Api.as;
import static org.sextant.Api.elsewhereAs;
import static org.sextant.Api.isProblem;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.Treatment;

@QuarkusTest
class OutcomeReportTest {

    private static final String INDUCTIONS = " AND judged.phase = 'INDUCTION'";

    /** The members of the report and the columns of the other way to count. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("n", "n"),
            Map.entry("responders", "responders"),
            Map.entry("worsened", "worsened"),
            Map.entry("everResponded", "ever"),
            Map.entry("meanBaseline", "mean_baseline"),
            Map.entry("sdBaseline", "sd_baseline"),
            Map.entry("meanLatest", "mean_latest"),
            Map.entry("sdLatest", "sd_latest"),
            Map.entry("meanChange", "mean_change"),
            Map.entry("sdChange", "sd_change"),
            Map.entry("medianHoursToResponse", "hours"),
            Map.entry("withoutBaseline", "without_baseline"),
            Map.entry("withoutLaterScore", "without_latest"),
            Map.entry("unscored", "unscored"));

    /** Where the instrument asks for suicidal ideation. */
    private static final Map<String, String> IDEATION = Map.of(
            "suicidalityAsked", "asked",
            "suicidalBefore", "before",
            "suicidalAfter", "after",
            "newlySuicidal", "newly",
            "resolvedSuicidal", "resolved");

    /** Every group of every kind, over whatever the clinic has by now: twenty lives, and what other tests left. */
    @ParameterizedTest
    @CsvSource({
        "PHQ-9, protocol, judged.protocol",
        "PHQ-9, route, p.rules ->> 'route'",
        "PHQ-9, phase, judged.phase",
        "PHQ-9, indication, judged.indication_code",
        "MADRS, protocol, judged.protocol",
        "PCL-5, phase, judged.phase",
        "PAIN-NRS, route, p.rules ->> 'route'"
    })
    void countsWhatPlainSqlCounts(String instrument, String groupBy, String name) throws Exception {
        var anyCourse = Lives.lived();
        for (var population : Map.of("all", "true", "completers", "judged.status = 'COMPLETED'")
                .entrySet()) {
            var report = report(PRESCRIBER, instrument, groupBy, population.getKey());
            var where = population.getValue() + (groupBy.equals("phase") ? "" : INDUCTIONS);
            isWhatSqlCounts(instrument, report, OutcomeSql.outcomes(instrument, name, where, anyCourse));
            if (groupBy.equals("phase")) {
                assertThat(report.getMap("")).doesNotContainKeys("overall", "phase");
            } else {
                overallIsWhatSqlCounts(instrument, report, OutcomeSql.outcomes(instrument, "'all'", where, anyCourse));
            }
        }
    }

    /** Maintenance, and what was scored in a window, is counted by the same rules. */
    @ParameterizedTest
    @CsvSource({
        "PHQ-9, phase=MAINTENANCE, judged.phase = 'MAINTENANCE'",
        "MADRS, phase=MAINTENANCE, judged.phase = 'MAINTENANCE'",
        "PHQ-9, phase=INDUCTION&groupBy=phase, judged.phase = 'INDUCTION'"
    })
    void countsThePhaseThatIsAskedFor(String instrument, String query, String where) throws Exception {
        var anyCourse = Lives.lived();
        var report = report("instrument=" + instrument + "&" + query);

        assertThat(report.getString("phase")).isEqualTo(query.substring(6).replaceAll("&.*", ""));
        overallIsWhatSqlCounts(instrument, report, OutcomeSql.outcomes(instrument, "'all'", where, anyCourse));
    }

    @ParameterizedTest
    @CsvSource({
        "PHQ-9, INDUCTION, 14, 31",
        "PHQ-9, INDUCTION, 0, 7.5",
        "PHQ-9, MAINTENANCE, 2, 40",
        "MADRS, INDUCTION, 1, 30.125",
        "PAIN-NRS, INDUCTION, 3, 3"
    })
    void countsWhatWasScoredInAWindow(String instrument, String phase, String from, String to) throws Exception {
        var anyCourse = Lives.lived();
        var report = report("instrument=%s&phase=%s&window=days:%s-%s".formatted(instrument, phase, from, to));
        var where = "judged.phase = '%s'".formatted(phase);

        assertThat(report.getString("window")).isEqualTo("days:%s-%s".formatted(from, to));
        isWhatSqlCounts(
                instrument, report, OutcomeSql.outcomes(instrument, from, to, "judged.protocol", where, anyCourse));
        overallIsWhatSqlCounts(
                instrument, report, OutcomeSql.outcomes(instrument, from, to, "'all'", where, anyCourse));
    }

    private static void isWhatSqlCounts(String instrument, JsonPath report, Map<String, Map<String, String>> expected) {
        var shown = new TreeMap<String, Map<String, Object>>();
        report.<Map<String, Object>>getList("groups").forEach(one -> shown.put((String) one.get("group"), one));

        assertThat(shown.keySet()).isEqualTo(expected.keySet());
        shown.forEach((group, one) -> isWhatSqlCounts(instrument, one, expected.get(group)));
    }

    private static void overallIsWhatSqlCounts(
            String instrument, JsonPath report, Map<String, Map<String, String>> expected) {
        if (!expected.isEmpty()) {
            isWhatSqlCounts(instrument, report.<String, Object>getMap("overall"), expected.get("all"));
        }
    }

    @Test
    void labelsMakeAGroupEach() throws Exception {
        var anyCourse = Lives.lived();
        var report = report(PRESCRIBER, "PHQ-9", "label", "all");
        var expected = OutcomeSql.outcomes("PHQ-9", "'odd'", "'odd' = ANY (judged.labels)" + INDUCTIONS, anyCourse);

        var odd = report.<Map<String, Object>>getList("groups").stream()
                .filter(one -> "odd".equals(one.get("group")))
                .findFirst()
                .orElseThrow();
        isWhatSqlCounts("PHQ-9", odd, expected.get("odd"));
        isWhatSqlCounts(
                "PHQ-9",
                report.getMap("overall"),
                OutcomeSql.outcomes("PHQ-9", "'all'", "true" + INDUCTIONS, anyCourse)
                        .get("all"));
    }

    /**
     * So many that they come from the database in three parts; every third of them is no response. They are stored without
     * the journal, whose two lines for each would take most of the time.
     */
    @Test
    void leavesNoneOutOfMany() throws Exception {
        var many = 4_500;
        var token = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var patient = Treatment.create(token, "/v1/patients", """
                {"mrn": "1", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        var course = Treatment.create(token, "/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    ALTER TABLE course DISABLE TRIGGER course_journal;
                    ALTER TABLE assessment DISABLE TRIGGER assessment_journal;
                    INSERT INTO course SELECT (jsonb_populate_record(course, jsonb_build_object('id', gen_random_uuid()))).*
                    FROM course, generate_series(2, %2$d) WHERE id = '%1$s';
                    INSERT INTO assessment (clinic_id, id, version, recorded_at, recorded_by, content_hash, course_id, patient_id,
                                            status, instrument, taken_at, timepoint, total)
                    SELECT clinic_id, gen_random_uuid(), 1, now(), 'test', 'x', id, patient_id, 'FINAL', 'PHQ-9',
                           timestamptz '2026-01-05' + score * interval '1 day', CASE score WHEN 0 THEN 'BASELINE' ELSE 'FOLLOW_UP' END,
                           CASE WHEN score = 1 AND one %% 3 > 0 THEN 10 ELSE 20 END
                    FROM (SELECT course.*, row_number() OVER () AS one
                          FROM course WHERE clinic_id = (SELECT clinic_id FROM course WHERE id = '%1$s')) AS course,
                         generate_series(0, 1) AS score;
                    ALTER TABLE course ENABLE TRIGGER course_journal;
                    ALTER TABLE assessment ENABLE TRIGGER assessment_journal""".formatted(course, many));
        }

        with(token)
                .get("/v1/reports/outcomes?instrument=PHQ-9")
                .then()
                .statusCode(200)
                .body("overall.n", equalTo(many))
                .body("overall.responders", equalTo(many * 2 / 3))
                .body("overall.meanBaseline", equalTo(20));
    }

    private static void isWhatSqlCounts(String instrument, Map<String, Object> shown, Map<String, String> expected) {
        COLUMNS.forEach((member, column) -> same(member, shown.get(member), expected.get(column)));
        if (!instrument.equals("PAIN-NRS")) {
            same("remitters", shown.get("remitters"), expected.get("remitters"));
        } else {
            assertThat(shown).containsEntry("remitters", null).containsEntry("remissionRate", null);
        }
        if (instrument.equals("PHQ-9") || instrument.equals("MADRS")) {
            IDEATION.forEach((member, column) -> same(member, shown.get(member), expected.get(column)));
        } else {
            IDEATION.keySet().forEach(member -> assertThat(shown).containsEntry(member, null));
        }
        var n = new BigDecimal(expected.get("n"));
        same(
                "responseRate",
                shown.get("responseRate"),
                n.signum() == 0
                        ? null
                        : new BigDecimal(expected.get("responders"))
                                .divide(n, 4, RoundingMode.HALF_UP)
                                .toString());
        assertThat(shown).containsEntry("suppressed", false);
    }

    private static void same(String member, Object shown, String expected) {
        if (expected == null) {
            assertThat(shown).as(member).isNull();
        } else {
            assertThat(new BigDecimal(shown.toString())).as(member).isEqualByComparingTo(expected);
        }
    }

    @Test
    void tellsItsTerms() {
        as(INTEGRATION)
                .get("/v1/reports/outcomes?instrument=PHQ-9&groupBy=phase&population=completers")
                .then()
                .statusCode(200)
                .body("instrument", equalTo("PHQ-9"))
                .body("groupBy", equalTo("phase"))
                .body("population", equalTo("completers"))
                .body("$", hasKey("asOf"))
                .body("$", not(hasKey("overall")))
                .body(
                        "statement.denominator",
                        equalTo("Every completed course with a baseline and at least one later score on the"
                                + " instrument."))
                .body("statement", hasKey("window"))
                .body("statement", hasKey("missing"))
                .body("statement", not(hasKey("suppression")));
        as(INTEGRATION)
                .get("/v1/reports/outcomes?instrument=PHQ-9&window=days:14-31")
                .then()
                .statusCode(200)
                .body("phase", equalTo("INDUCTION"))
                .body("window", equalTo("days:14-31"))
                .body(
                        "statement.denominator",
                        equalTo("Every induction course with a baseline and a score on the instrument in the window."));
    }

    @Test
    void theParametersHaveTheirDefaults() {
        as(PRESCRIBER)
                .get("/v1/reports/outcomes?instrument=GAD-7")
                .then()
                .statusCode(200)
                .body("groupBy", equalTo("protocol"))
                .body("population", equalTo("all"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?instrument=PHQ9",
                "?instrument=CADSS",
                "?instrument=PHQ-9&groupBy=patient",
                "?instrument=PHQ-9&groupBy=PROTOCOL",
                "?instrument=PHQ-9&population=some",
                "?instrument=PHQ-9&unknown=1"
            })
    void whatItDoesNotKnowIsRefused(String query) {
        isProblem(as(PRESCRIBER).get("/v1/reports/outcomes" + query).then(), 400, "bad-request");
        isProblem(as(PRESCRIBER).get("/v1/reports/durability" + query).then(), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcomes?instrument=PHQ-9&phase=EACH",
                "outcomes?instrument=PHQ-9&phase=induction",
                "outcomes?instrument=PHQ-9&window=14-31",
                "outcomes?instrument=PHQ-9&window=days:31-14",
                "outcomes?instrument=PHQ-9&window=days:-1-3",
                "outcomes?instrument=PHQ-9&window=days:1-3651",
                "outcomes?instrument=PHQ-9&window=days:1.0001-2",
                "outcomes?instrument=PHQ-9&window=weeks:1-2",
                "outcomes?instrument=PHQ-9&maintenance=all",
                "durability?instrument=PHQ-9&window=days:14-31",
                "durability?instrument=PHQ-9&phase=INDUCTION",
                "durability?instrument=PHQ-9&maintenance=some"
            })
    void aPhaseAWindowOrMaintenanceItDoesNotKnowIsRefused(String query) {
        isProblem(as(PRESCRIBER).get("/v1/reports/" + query).then(), 400, "bad-request");
    }

    @Test
    void anotherClinicSeesNothingOfIt() throws Exception {
        var label = UUID.randomUUID().toString();
        Lives.score(Lives.labelled(label), "2026-01-05", "BASELINE", 20);

        var groups = elsewhereAs(PRESCRIBER)
                .get("/v1/reports/outcomes?instrument=PHQ-9&groupBy=label")
                .then()
                .statusCode(200)
                .extract()
                .<java.util.List<String>>path("groups.group");
        assertThat(groups).doesNotContain(label);
    }

    private static JsonPath report(String query) {
        return as(PRESCRIBER)
                .get("/v1/reports/outcomes?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath report(String role, String instrument, String groupBy, String population) {
        return as(role).queryParam("instrument", instrument)
                .queryParam("groupBy", groupBy)
                .queryParam("population", population)
                .get("/v1/reports/outcomes")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
