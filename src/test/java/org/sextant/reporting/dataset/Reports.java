package org.sextant.reporting.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.sextant.ImportedTreatment;
import org.sextant.Treatment;

/** Courses that reports are pulled of, and the rows as a tool reads them. */
final class Reports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String NAUSEA = """
            "effect": "NAUSEA", "severity": "MODERATE", "onsetAt": "2026-01-05T09:30:00Z", "resolvedAt": "2026-01-05T09:55:00Z",
             "note": "=cmd|' /C calc'!A0\"""";

    private Reports() {}

    /** A course with two sessions, readings, a side effect and two scores, under a label of its own. */
    static String treated(String label) {
        var treatment = new ImportedTreatment().labelled(label);
        treatment.score(phq9("2026-01-05T08:50:00Z", "BASELINE", 19));
        treatment.sideEffect(treatment.discharged("2026-01-05"), NAUSEA);
        treatment.infusing("2026-01-08");
        treatment.score(phq9("2026-01-08T08:50:00Z", "PRE_SESSION", 8));
        return treatment.send().course();
    }

    /** The same, step by step as staff would. */
    static String treatedByStaff(String label) {
        var course = Treatment.activeCourse();
        Treatment.label(course, label);
        score(course, "2026-01-05T08:50:00Z", "BASELINE", 19);
        var first = Treatment.discharged(course, "2026-01-05");
        Treatment.create("/v1/sessions/" + first + "/side-effects", "{" + NAUSEA + "}");
        Treatment.infusing(course, "2026-01-08");
        score(course, "2026-01-08T08:50:00Z", "PRE_SESSION", 8);
        return course;
    }

    static void score(String course, String takenAt, String timepoint, int total) {
        Treatment.create("/v1/courses/" + course + "/assessments", "{" + phq9(takenAt, timepoint, total) + "}");
    }

    private static String phq9(String takenAt, String timepoint, int total) {
        return "\"instrument\": \"PHQ-9\", \"takenAt\": \"%s\", \"timepoint\": \"%s\", \"total\": %d"
                .formatted(takenAt, timepoint, total);
    }

    static String newLabel() {
        return "label-" + UUID.randomUUID();
    }

    /** The lines of an export. */
    static List<JsonNode> lines(RequestSpecification caller, String path) {
        var text = caller.accept("application/x-ndjson")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();
        return text.lines().map(Reports::read).toList();
    }

    /** The items of all pages. */
    static List<JsonNode> items(java.util.function.Supplier<RequestSpecification> caller, String path, int limit) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            var request = caller.get().queryParam("limit", limit);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = read(request.get(path).then().statusCode(200).extract().asString());
            page.get("items").forEach(items::add);
            cursor = page.get("next").textValue();
        } while (cursor != null);
        return items;
    }

    static List<CSVRecord> records(String csv) {
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            return parser.getRecords();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
