package org.sextant.reporting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;
import static org.sextant.reporting.dataset.Reports.items;
import static org.sextant.reporting.dataset.Reports.lines;
import static org.sextant.reporting.dataset.Reports.newLabel;
import static org.sextant.reporting.dataset.Reports.records;
import static org.sextant.reporting.dataset.Reports.treated;
import static org.sextant.reporting.dataset.Reports.treatedByStaff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** Rows in three formats: what they hold, which courses they are of, and what is refused. */
@QuarkusTest
class DatasetResourceTest {

    private static final List<String> REPORTS = List.of("courses", "sessions", "vitals", "side-effects", "assessments");

    @Test
    void tellsWhatACourseDid() {
        var label = newLabel();
        var course = treatedByStaff(label);

        as(PRESCRIBER)
                .queryParam("label", label)
                .get("/v1/reports/courses")
                .then()
                .statusCode(200)
                .header("Sextant-As-Of", notNullValue())
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(course))
                .body("items[0].family", equalTo("Example"))
                .body("items[0].labels", equalTo(List.of(label)))
                .body("items[0].drug", equalTo("KETAMINE"))
                .body("items[0].age", equalTo("41"))
                .body("items[0].year", equalTo(2026))
                .body("items[0].sessionsCompleted", equalTo(1))
                .body("items[0].treatmentDays", equalTo(3))
                .body("items[0].totalMg", equalTo(36))
                .body("items[0].readings", equalTo(3))
                .body("items[0].maxSystolic", equalTo(120))
                .body("items[0].sideEffects", equalTo(1))
                .body("items[0].worstSideEffect", equalTo("MODERATE"))
                .body("items[0].phq9Baseline", equalTo(19))
                .body("items[0].phq9Latest", equalTo(8))
                .body("items[0].phq9PercentChange", equalTo(-57.9f))
                .body("items[0].phq9Response", equalTo(true))
                .body("items[0].phq9Remission", equalTo(false))
                .body("items[0].phq9Worsened", equalTo(false))
                .body("items[0].phq9HoursToResponse", equalTo(71.6f))
                .body("next", equalTo(null));
    }

    @Test
    void agreesWithTheSummaryOfTheCourse() {
        var label = newLabel();
        var course = treated(label);
        var outcome = as(PRESCRIBER).get("/v1/courses/{id}/summary", course).jsonPath();
        var row = lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label).get(0);

        assertThat(row.get("phq9Best").intValue()).isEqualTo(outcome.getInt("outcomes[0].best"));
        assertThat(row.get("phq9Worsened").booleanValue()).isEqualTo(outcome.getBoolean("outcomes[0].worsened"));
        assertThat(row.get("phq9HoursToResponse").floatValue())
                .isEqualTo(outcome.getFloat("outcomes[0].hoursToResponse"));
        assertThat(row.get("maxDiastolic").intValue()).isEqualTo(outcome.getInt("vitals.maxDiastolic"));
        assertThat(row.get("readings").intValue()).isEqualTo(outcome.getInt("vitals.readings"));
    }

    @Test
    void tellsOfACourseThatGotWorse() {
        var label = newLabel();
        var course = treated(label);
        Reports.score(course, "2026-01-09T08:50:00Z", "FOLLOW_UP", 24);

        var row = lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label).get(0);

        assertThat(row.get("phq9Response").booleanValue()).isFalse();
        assertThat(row.get("phq9Worsened").booleanValue()).isTrue();
        assertThat(row.has("gad7Worsened")).isFalse();
    }

    @Test
    void placesReadingsInTheCourseAndTheSession() {
        var label = newLabel();
        treated(label);

        var rows = lines(as(PRESCRIBER), "/v1/reports/vitals?label=" + label);

        assertThat(rows)
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get("type").textValue()).isEqualTo("VITALS"));
        assertThat(rows.stream().map(row -> row.get("dayOfCourse").intValue())).containsExactlyInAnyOrder(1, 1, 4);
        assertThat(rows.stream().map(row -> row.get("minuteOfSession").intValue()))
                .containsExactlyInAnyOrder(-5, 100, -5);
        assertThat(rows.stream().map(row -> row.get("phase").textValue()))
                .containsExactlyInAnyOrder("BASELINE", "RECOVERY", "BASELINE");
        assertThat(rows.get(0).get("meanArterial").doubleValue()).isEqualTo(93.3);
    }

    @Test
    void ownRowsNameWhoRecordedThemAndThoseOfAnAnalystDoNot() {
        var label = newLabel();
        treatedByStaff(label);

        for (var report : List.of("courses", "sessions", "vitals", "side-effects", "assessments")) {
            var path = "/v1/reports/" + report + "?label=" + label;
            assertThat(lines(as(PRESCRIBER), path))
                    .as(report)
                    .isNotEmpty()
                    .allSatisfy(
                            row -> assertThat(row.get("recordedBy").textValue()).startsWith("demo-"));
            assertThat(lines(as(ANALYST), path))
                    .as(report)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.toString()).doesNotContain("demo-", "recordedBy", "endedBy"));
        }
        var sessions = lines(as(PRESCRIBER), "/v1/reports/sessions?label=" + label);
        assertThat(sessions.get(0).get("endedBy").textValue()).isEqualTo("demo-nurse");
        assertThat(sessions.get(1).has("endedBy")).as("Not ended").isFalse();
    }

    @Test
    void csvIsThatOfRfc4180() {
        var label = newLabel();
        treated(label);

        var csv = as(PRESCRIBER)
                .accept("text/csv")
                .get("/v1/reports/courses?label=" + label)
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"courses.csv\"")
                .header("Sextant-As-Of", notNullValue())
                .extract()
                .asString();

        assertThat(csv).startsWith("id,patientId,mrn,family,given,").endsWith("\r\n");
        assertThat(csv.split("\r\n", -1)).hasSize(3);
        var row = records(csv).get(0);
        assertThat(row.get("labels")).isEqualTo("[\"" + label + "\"]");
        assertThat(row.get("phq9PercentChange")).as("A number is no formula").isEqualTo("-57.9");
        assertThat(row.get("discontinueReason")).isEmpty();
        assertThat(row.get("phq9Response")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1 | '=1+1",
                "@SUM(A1) | '@SUM(A1)",
                "+A1 | '+A1",
                "-2+3 | '-2+3",
                "+1-800-555 | '+1-800-555",
                "\uFF1D1 | '\uFF1D1",
                "a;=1+1 | a;'=1+1",
                "a;\\\"=1+1 | a;'\"=1+1",
                "a\\t@x;  -y | a\t'@x;'  -y",
                "-5 | -5",
                "-5.25 | -5.25",
                "+49 30 1234 | +49 30 1234",
                "a;-5 | a;-5",
                "a, b; c = d | a, b; c = d",
                "x=1 | x=1"
            })
    void textThatASpreadsheetWouldRunIsText(String name, String shown) {
        var label = newLabel();
        course(label, name, "say \\\"hi\\\", then\\nnext");

        var csv = as(PRESCRIBER)
                .accept("text/csv")
                .get("/v1/reports/courses?label=" + label)
                .asString();

        var row = records(csv).get(0);
        assertThat(row.get("family")).isEqualTo(shown);
        assertThat(row.get("given")).isEqualTo("say \"hi\", then\nnext");
        assertThat(csv).contains("\"say \"\"hi\"\", then\nnext\"");
        assertThat(lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label)
                        .get(0)
                        .get("family")
                        .textValue())
                .as("JSON needs no such guard")
                .isEqualTo(Reports.read("\"" + name + "\"").textValue());
    }

    @Test
    void listsAndObjectsInACellAreGuardedToo() {
        var label = newLabel() + ";=1+1";
        course(label, "Example", "Alex");

        var row = records(as(PRESCRIBER)
                        .queryParam("format", "csv")
                        .queryParam("label", label)
                        .get("/v1/reports/courses")
                        .asString())
                .get(0);
        assertThat(row.get("labels")).isEqualTo("[\"" + label.replace(";=", ";'=") + "\"]");
    }

    /** Some readers of lines split at each of these, and JSON allows them within text. */
    @Test
    void ndjsonHasNoLineBreakWithinALine() {
        var label = newLabel();
        course(label, "a\\u2028b\\u2029c\\u0085d", "Alex");

        var text = as(PRESCRIBER)
                .accept("application/x-ndjson")
                .get("/v1/reports/courses?label=" + label)
                .asString();
        assertThat(text).contains("a\\u2028b\\u2029c\\u0085d").doesNotContain("\u2028", "\u2029", "\u0085");
        assertThat(Reports.read(text).path("family").textValue()).isEqualTo("a\u2028b\u2029c\u0085d");

        // In a line of verdicts, the name of an unknown member is the client's.
        var verdict = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/x-ndjson")
                .body("{\"type\": \"COURSE\", \"id\": \"%s\", \"a\u2028b\": 1}".formatted(UUID.randomUUID()))
                .post("/v1/imports")
                .body();
        assertThat(verdict).contains("/a\\u2028b").doesNotContain("\u2028");
    }

    @ParameterizedTest
    @CsvSource({
        "csv, text/csv;charset=UTF-8",
        "ndjson, application/x-ndjson",
        "json, application/json",
    })
    void aLinkNamesTheFormat(String format, String type) {
        var label = newLabel();
        treated(label);
        for (var report : REPORTS) {
            // As a browser asks, and against a header that says otherwise.
            for (var accept : List.of("text/html,application/xhtml+xml", "*/*", "application/json", "text/csv")) {
                as(PRESCRIBER)
                        .header("Accept", accept)
                        .queryParam("format", format)
                        .queryParam("label", label)
                        .get("/v1/reports/" + report)
                        .then()
                        .statusCode(200)
                        .contentType(startsWith(type));
            }
        }
        as(PRESCRIBER)
                .get("/v1/reports/protocols?format=" + format)
                .then()
                .statusCode(200)
                .contentType(startsWith(type));
    }

    @Test
    void excelGetsAByteOrderMark() {
        var label = newLabel();
        course(label, "M\u00fcller", "Alex");
        var path = "/v1/reports/courses?label=" + label;

        var bytes = as(PRESCRIBER).get(path + "&format=csv&bom=true").asByteArray();
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("\uFEFFid,")
                .contains("M\u00fcller");
        assertThat(as(PRESCRIBER).accept("text/csv").get(path + "&bom=true").asByteArray())
                .startsWith(0xEF, 0xBB, 0xBF);
        assertThat(as(PRESCRIBER).get(path + "&format=csv&bom=false").asByteArray())
                .startsWith('i', 'd', ',');
        for (var refused : List.of("&bom=true", "&bom=true&format=ndjson", "&bom=yes&format=csv")) {
            isProblem(as(PRESCRIBER).get(path + refused).then(), 400, "bad-request")
                    .body("errors.pointer", contains("bom"));
        }
        isProblem(as(PRESCRIBER).get(path + "&format=xls").then(), 400, "bad-request")
                .body("errors.pointer", contains("format"));
    }

    @Test
    void allFormatsHaveTheSameRows() {
        var label = newLabel();
        treatedByStaff(label);
        treated(label);

        for (var report : REPORTS) {
            var path = "/v1/reports/" + report + "?label=" + label;
            var streamed = lines(as(PRESCRIBER), path);
            streamed.forEach(row -> ((ObjectNode) row).remove("type"));
            assertThat(streamed).as(report).isNotEmpty().isEqualTo(items(() -> as(PRESCRIBER), path, 1));
            assertThat(records(as(PRESCRIBER).accept("text/csv").get(path).asString()))
                    .as(report)
                    .hasSameSizeAs(streamed);
        }
    }

    @Test
    void countsAreThoseOfTheTables() throws Exception {
        var label = newLabel();
        var course = treated(label);
        var reading = as(PRESCRIBER).get("/v1/reports/vitals?label=" + label).<String>path("items[0].id");
        as(PRESCRIBER).body("{\"reason\": \"Another patient's\"}").post("/v1/vitals/{id}/retract", reading);
        treated(label);

        assertThat(lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label))
                .hasSize(Math.toIntExact(Database.number("SELECT count(*) FROM course WHERE ? = ANY(labels)", label)));
        var ofCourses = " WHERE c.clinic_id = s.clinic_id AND ? = ANY(c.labels) AND c.id = s.course_id";
        assertThat(lines(as(PRESCRIBER), "/v1/reports/sessions?label=" + label))
                .hasSize(Math.toIntExact(
                        Database.number("SELECT count(*) FROM session s, course c" + ofCourses, label)));
        for (var table : List.of("vitals", "side_effect")) {
            assertThat(lines(as(PRESCRIBER), "/v1/reports/" + table.replace("_effect", "-effects") + "?label=" + label))
                    .hasSize(Math.toIntExact(Database.number(
                            "SELECT count(*) FROM session s, course c, " + table + " r" + ofCourses
                                    + " AND r.session_id = s.id AND r.status <> 'ENTERED_IN_ERROR'",
                            label)));
        }
        assertThat(lines(as(PRESCRIBER), "/v1/reports/vitals?label=" + label)).hasSize(5);
        assertThat(lines(as(PRESCRIBER), "/v1/reports/courses?label=" + label).stream()
                        .filter(row -> row.get("id").textValue().equals(course)))
                .singleElement()
                .satisfies(row -> assertThat(row.get("readings").intValue()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "status, ACTIVE, 1",
        "status, COMPLETED, 0",
        "protocol, iv-ketamine-0.5, 1",
        "protocol, im-ketamine-0.5, 0",
        "indication, F33.2, 1",
        "indication, F33, 0",
        "from, 2026-01-05T09:15:00Z, 1",
        "from, 2026-01-05T09:15:01Z, 0",
        "to, 2026-01-05T09:15:01Z, 1",
        "to, 2026-01-05T09:15:00Z, 0"
    })
    void filtersByTheCourse(String name, String value, int rows) {
        var label = newLabel();
        treated(label);

        for (var report : REPORTS) {
            var found = as(PRESCRIBER)
                    .queryParam("label", label)
                    .queryParam(name, value)
                    .get("/v1/reports/" + report)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getList("items");
            assertThat(found.isEmpty()).as(report).isEqualTo(rows == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=DONE",
                "from=2026-02-30",
                "from=2026-01-05T09:00:00",
                "to=yesterday",
                "label=%00",
                "protocol=%00",
                "indication=%00",
                "deidentified=perhaps",
                "limit=0",
                "cursor=x"
            })
    void namesTheParameterThatCannotBeRead(String query) {
        var name = query.substring(0, query.indexOf('='));
        for (var report : REPORTS) {
            isProblem(
                            as(PRESCRIBER)
                                    .urlEncodingEnabled(false)
                                    .get("/v1/reports/" + report + "?" + query)
                                    .then(),
                            400,
                            "bad-request")
                    .body("errors.pointer", hasItem(name));
        }
    }

    @Test
    void refusesAnEndBeforeTheBeginning() {
        isProblem(
                        as(PRESCRIBER)
                                .get("/v1/reports/courses?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")
                                .then(),
                        400,
                        "bad-request")
                .body("errors.pointer", hasItem("to"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "cursor=abc"})
    void aStreamHasNoPages(String query) {
        isProblem(
                as(PRESCRIBER)
                        .accept("text/csv")
                        .get("/v1/reports/vitals?" + query)
                        .then(),
                400,
                "bad-request");
    }

    @Test
    void aCursorIsOfOneReportOnly() {
        var label = newLabel();
        treated(label);
        var next =
                as(PRESCRIBER).get("/v1/reports/vitals?limit=1&label=" + label).<String>path("next");

        isProblem(
                as(PRESCRIBER)
                        .queryParam("cursor", next)
                        .get("/v1/reports/side-effects?label=" + label)
                        .then(),
                400,
                "bad-request");
    }

    @Test
    void anotherClinicSeesNothing() {
        var label = newLabel();
        treated(label);

        for (var report : REPORTS) {
            org.sextant.Api.elsewhereAs(PRESCRIBER)
                    .get("/v1/reports/" + report + "?label=" + label)
                    .then()
                    .statusCode(200)
                    .body("items", empty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv; header=present, text/csv",
        "text/csv;q=0.5, text/csv",
        "application/json;v=1, application/json",
        "'text/csv;q=0.1, application/x-ndjson', application/x-ndjson",
        "*/*, application/json"
    })
    void parametersOfAFormatAreNoMatter(String accepted, String answered) {
        Reports.treated("formats");
        assertThat(as(PRESCRIBER)
                        .header("Accept", accepted)
                        .get("/v1/reports/courses?label=formats")
                        .then()
                        .statusCode(200)
                        .extract()
                        .contentType())
                .startsWith(answered);
    }

    @Test
    void anotherFormatIs406AndAnotherRole403() {
        isProblem(
                as(PRESCRIBER)
                        .header("Accept", "application/json;q=0")
                        .get("/v1/reports/courses")
                        .then(),
                406,
                "not-acceptable");
        isProblem(
                as(PRESCRIBER)
                        .accept("application/xml")
                        .get("/v1/reports/courses")
                        .then(),
                406,
                "not-acceptable");
        isProblem(as(NURSE).accept("text/csv").get("/v1/reports/courses").then(), 403, "forbidden");
        isProblem(as(NURSE).get("/v1/reports/dictionary").then(), 403, "forbidden");
    }

    @Test
    void anIntegrationSeesTheClinicsOwnAndAnAnalystDoesNot() {
        var label = newLabel();
        var course = treated(label);

        assertThat(lines(as(INTEGRATION), "/v1/reports/courses?label=" + label)
                        .get(0)
                        .get("id")
                        .textValue())
                .isEqualTo(course);
        assertThat(lines(as(ANALYST), "/v1/reports/courses?label=" + label)
                        .get(0)
                        .has("id"))
                .isFalse();
        isProblem(as(ANALYST).get("/v1/reports/courses?deidentified=false").then(), 403, "forbidden");
    }

    @Test
    void tellsAsOfWhen() {
        var before = Instant.now();

        var asOf = Instant.parse(as(PRESCRIBER).get("/v1/reports/courses").header("Sextant-As-Of"));

        assertThat(asOf).isBetween(before.minusMillis(1), Instant.now());
    }

    private static void course(String label, String family, String given) {
        var patient = Treatment.create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "%s", "given": "%s"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(UUID.randomUUID(), family, given));
        Treatment.create("/v1/courses", """
                {"patientId": "%s", "protocol": "iv-ketamine-0.5", "labels": ["%s"],
                 "indication": {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2"}}""".formatted(patient, label));
    }
}
