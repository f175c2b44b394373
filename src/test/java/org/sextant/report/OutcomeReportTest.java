package org.sextant.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import org.sextant.outcome.RandomHistory;

@QuarkusTest
class OutcomeReportTest {

    /** The members of the report and the columns of the other way to count. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("n", "n"),
            Map.entry("responders", "responders"),
            Map.entry("worsened", "worsened"),
            Map.entry("everResponded", "ever"),
            Map.entry("meanBaseline", "mean_baseline"),
            Map.entry("sdBaseline", "sd_baseline"),
            Map.entry("meanLatest", "mean_latest"),
            Map.entry("meanChange", "mean_change"),
            Map.entry("sdChange", "sd_change"),
            Map.entry("medianHoursToResponse", "hours"));

    private static String anyCourse;

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
        live();
        for (var population : Map.of("all", "true", "completers", "judged.status = 'COMPLETED'")
                .entrySet()) {
            var report = report(PRESCRIBER, instrument, groupBy, population.getKey());
            var expected = OutcomeSql.counts(instrument, name, population.getValue(), anyCourse);
            var shown = new TreeMap<String, Map<String, Object>>();
            report.<Map<String, Object>>getList("groups").stream()
                    .filter(one -> !one.get("n").equals(0))
                    .forEach(one -> shown.put((String) one.get("group"), one));

            assertThat(shown.keySet()).isEqualTo(expected.keySet());
            shown.forEach((group, one) -> isWhatSqlCounts(instrument, one, expected.get(group)));
            var overall = OutcomeSql.counts(instrument, "'all'", population.getValue(), anyCourse);
            if (!overall.isEmpty()) {
                isWhatSqlCounts(instrument, report.getMap("overall"), overall.get("all"));
            }
        }
    }

    @Test
    void labelsMakeAGroupEach() throws Exception {
        live();
        var report = report(PRESCRIBER, "PHQ-9", "label", "all");
        var expected = OutcomeSql.counts("PHQ-9", "'odd'", "'odd' = ANY (judged.labels)", anyCourse);

        var odd = report.<Map<String, Object>>getList("groups").stream()
                .filter(one -> "odd".equals(one.get("group")))
                .findFirst()
                .orElseThrow();
        isWhatSqlCounts("PHQ-9", odd, expected.get("odd"));
        isWhatSqlCounts(
                "PHQ-9",
                report.getMap("overall"),
                OutcomeSql.counts("PHQ-9", "'all'", "true", anyCourse).get("all"));
    }

    /** So many that they come from the database in three parts; every third of them is no response. */
    @Test
    void leavesNoneOutOfMany() throws Exception {
        var many = 4_500;
        var token = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var patient = create(token, "/v1/patients", """
                {"mrn": "1", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""");
        var course = create(token, "/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5",
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient));
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    SELECT set_config('sextant.subject', 'test', false), set_config('sextant.role', 'TEST', false),
                           set_config('sextant.request_id', 'test', false);
                    INSERT INTO course SELECT (jsonb_populate_record(course, jsonb_build_object('id', gen_random_uuid()))).*
                    FROM course, generate_series(2, %2$d) WHERE id = '%1$s';
                    INSERT INTO assessment (clinic_id, id, version, recorded_at, recorded_by, content_hash, course_id, patient_id,
                                            status, instrument, taken_at, timepoint, total)
                    SELECT clinic_id, gen_random_uuid(), 1, now(), 'test', 'x', id, patient_id, 'FINAL', 'PHQ-9',
                           timestamptz '2026-01-05' + score * interval '1 day', CASE score WHEN 0 THEN 'BASELINE' ELSE 'FOLLOW_UP' END,
                           CASE WHEN score = 1 AND one %% 3 > 0 THEN 10 ELSE 20 END
                    FROM (SELECT course.*, row_number() OVER () AS one
                          FROM course WHERE clinic_id = (SELECT clinic_id FROM course WHERE id = '%1$s')) AS course,
                         generate_series(0, 1) AS score""".formatted(course, many));
        }

        with(token)
                .get("/v1/reports/outcomes?instrument=PHQ-9")
                .then()
                .statusCode(200)
                .body("overall.n", equalTo(many))
                .body("overall.responders", equalTo(many * 2 / 3))
                .body("overall.meanBaseline", equalTo(20));
    }

    private static String create(String token, String path, String body) {
        return with(token)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void isWhatSqlCounts(String instrument, Map<String, Object> shown, Map<String, String> expected) {
        COLUMNS.forEach((member, column) -> same(member, shown.get(member), expected.get(column)));
        if (!instrument.equals("PAIN-NRS")) {
            same("remitters", shown.get("remitters"), expected.get("remitters"));
        } else {
            assertThat(shown).containsEntry("remitters", null).containsEntry("remissionRate", null);
        }
        if (instrument.equals("PHQ-9") || instrument.equals("MADRS")) {
            same("asked", shown.get("suicidalityAsked"), expected.get("asked"));
            same("newly", shown.get("newlySuicidal"), expected.get("newly"));
        } else {
            assertThat(shown).containsEntry("newlySuicidal", null).containsEntry("suicidalityAsked", null);
        }
        var n = new BigDecimal(expected.get("n"));
        var rate = new BigDecimal(expected.get("responders")).divide(n, 4, java.math.RoundingMode.HALF_UP);
        assertThat(new BigDecimal(shown.get("responseRate").toString())).isEqualByComparingTo(rate);
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
    void tellsItsTermsAndThePublishedFigures() {
        as(INTEGRATION)
                .get("/v1/reports/outcomes?instrument=PHQ-9&groupBy=phase&population=completers")
                .then()
                .statusCode(200)
                .body("instrument", equalTo("PHQ-9"))
                .body("groupBy", equalTo("phase"))
                .body("population", equalTo("completers"))
                .body("$", hasKey("asOf"))
                .body(
                        "statement.denominator",
                        equalTo("Every completed course with a baseline and at least one later score on the"
                                + " instrument."))
                .body("statement", hasKey("window"))
                .body("statement", hasKey("missing"))
                .body("statement", not(hasKey("suppression")))
                .body("yardsticks.source", contains("McInnes 2022", "Oliver 2022", "Oliver 2022"))
                .body("yardsticks.responseRate", contains(0.536f, 0.5f, 0.72f))
                .body("yardsticks.remissionRate", contains(0.289f, 0.2f, 0.38f))
                .body("yardsticks[0].worsenedRate", equalTo(0.084f));
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
                "?instrument=PHQ-9&population=some"
            })
    void whatItDoesNotKnowIsRefused(String query) {
        isProblem(as(PRESCRIBER).get("/v1/reports/outcomes" + query).then(), 400, "bad-request");
        isProblem(as(PRESCRIBER).get("/v1/reports/durability" + query).then(), 400, "bad-request");
    }

    @Test
    void anotherClinicSeesNothingOfIt() throws Exception {
        var label = label(3, 20, 8);

        var groups = elsewhereAs(PRESCRIBER)
                .get("/v1/reports/outcomes?instrument=PHQ-9&groupBy=label")
                .then()
                .statusCode(200)
                .extract()
                .<java.util.List<String>>path("groups.group");
        assertThat(groups).doesNotContain(label);
    }

    /** The one that responds after a week, relapses in the third; the other is seen for two weeks. */
    @Test
    void durabilityFollowsEachResponse() {
        var label = UUID.randomUUID().toString();
        var relapsing = labelled(label);
        score(relapsing, "2026-01-05", "BASELINE", 20);
        score(relapsing, "2026-01-06", "FOLLOW_UP", 8);
        score(relapsing, "2026-01-20", "FOLLOW_UP", 15);
        score(relapsing, "2026-01-21", "FOLLOW_UP", 16);
        var steady = labelled(label);
        score(steady, "2026-01-05", "BASELINE", 20);
        score(steady, "2026-01-06", "FOLLOW_UP", 8);
        score(steady, "2026-02-03", "FOLLOW_UP", 7);
        var never = labelled(label);
        score(never, "2026-01-05", "BASELINE", 20);
        score(never, "2026-01-06", "FOLLOW_UP", 18);

        var report = as(PRESCRIBER)
                .get("/v1/reports/durability?instrument=PHQ-9&groupBy=label")
                .then()
                .statusCode(200)
                .body("yardsticks[0].stillResponding.share", contains(0.8f, 0.6f))
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

    /** The clinic's courses of twenty lives, every third with a label. */
    private static synchronized void live() {
        if (anyCourse == null) {
            for (var seed = 1_001; seed <= 1_020; seed++) {
                anyCourse = RandomHistory.course(seed);
                if (seed % 3 == 0) {
                    label(anyCourse, "odd");
                }
                if (seed % 4 == 0) {
                    as(PRESCRIBER).post("/v1/courses/{id}/complete", anyCourse);
                }
            }
        }
    }

    /** So many courses that went from one total to the other; what they have in common is the label. */
    private static String label(int courses, int before, int after) {
        var label = UUID.randomUUID().toString();
        for (var i = 0; i < courses; i++) {
            var course = labelled(label);
            score(course, "2026-01-05", "BASELINE", before);
            score(course, "2026-01-12", "FOLLOW_UP", after);
        }
        return label;
    }

    private static String labelled(String label) {
        var course = Treatment.plannedCourse();
        label(course, label);
        return course;
    }

    private static void label(String course, String label) {
        as(PRESCRIBER)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"labels\": [\"%s\"]}".formatted(label))
                .patch("/v1/courses/{id}", course)
                .then()
                .statusCode(200);
    }

    private static void score(String course, String day, String timepoint, int total) {
        Treatment.create("/v1/courses/" + course + "/assessments", """
                {"instrument": "PHQ-9", "takenAt": "%sT09:00:00Z", "timepoint": "%s", "total": %d}\
                """.formatted(day, timepoint, total));
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
