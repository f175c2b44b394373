package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/** Text is text, not bytes: what looks the same is the same, and what shows nothing is nothing. */
@QuarkusTest
class TextTest {

    /** Spellings of one identifier. */
    private static List<String> spellings(String text) {
        return List.of(
                text + " ",
                " " + text,
                "\u00A0" + text,
                text + "\u200B",
                "\uFEFF" + text + "\u2003",
                "\t" + text + "\r\n",
                text.substring(0, 2) + "\u200B" + text.substring(2),
                text.substring(0, 2) + "\u00AD" + text.substring(2));
    }

    @Test
    void oneRecordNumberHasManySpellings() {
        var mrn = "00" + UUID.randomUUID();
        var first = register(mrn, "Example");
        assertThat(first.status()).as(first.body()).isEqualTo(201);

        for (var spelling : spellings(mrn)) {
            var second = register(spelling, "Example");
            assertThat(second.isProblem(409, "duplicate-mrn")).as(second.body()).isTrue();
            assertThat(second.json().path("existing").asText()).isEqualTo("/v1/patients/" + first.id());

            var line = importCourse(UUID.randomUUID().toString(), spelling, "F33.2", "x");
            assertThat(line.body()).contains("duplicate-mrn");

            assertThat(search("mrn", spelling)).containsExactly(first.id());
        }
        var other = register(UUID.randomUUID().toString(), "Example");
        var moved = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"mrn\": \"%s\u00A0\"}".formatted(mrn))
                .send("PATCH", "/v1/patients/" + other.id());
        assertThat(moved.isProblem(409, "duplicate-mrn")).as(moved.body()).isTrue();
        assertThat(moved.json().path("existing").asText()).isEqualTo("/v1/patients/" + first.id());
    }

    @Test
    void composedAndDecomposedLettersAreOneRecordNumber() {
        var mrn = "M\u00FC" + UUID.randomUUID();
        assertThat(register(mrn.replace("\u00FC", "u\u0308"), "Example")
                        .json()
                        .path("mrn")
                        .textValue())
                .isEqualTo(mrn);
        assertThat(register(mrn, "Example").isProblem(409, "duplicate-mrn")).isTrue();
        assertThat(importCourse(UUID.randomUUID().toString(), mrn.replace("\u00FC", "u\u0308"), "F33.2", "x")
                        .body())
                .contains("duplicate-mrn");
    }

    @Test
    void aLotIsOneFromTheStartToTheEnd() {
        var session = Treatment.ready();
        var lot = "AB" + UUID.randomUUID();
        var started = LightClient.as(NURSE)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", \"lot\": \"%s \"}".formatted(lot))
                .post("/v1/sessions/" + session + "/infusion/start");
        assertThat(started.json().path("lot").asText()).as(started.body()).isEqualTo(lot);
        var ended = LightClient.as(NURSE)
                .body("{\"at\": \"2026-01-05T09:55:00Z\", \"administeredMg\": 36, \"lot\": \"\u00A0%s\"}"
                        .formatted(lot))
                .post("/v1/sessions/" + session + "/infusion/end");
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
    }

    @Test
    void labelsAndCodesAreOneInACourseAndInAQuestion() {
        var label = "Arm " + UUID.randomUUID();
        var course = LightClient.as(PRESCRIBER)
                .body("""
                {"patientId": "%s", "protocol": "iv-ketamine-0.5 ", "labels": ["%s", "%2$s ", "Arm\\u00A0%s"],
                 "indication": {"system": " http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2 "}}""".formatted(Treatment.newPatient(), label, label.substring(4)))
                .post("/v1/courses");
        assertThat(course.status()).as(course.body()).isEqualTo(201);
        assertThat(course.json().path("labels").toString()).isEqualTo("[\"" + label + "\"]");
        assertThat(course.json().at("/indication/code").asText()).isEqualTo("F33.2");
        assertThat(course.json().at("/indication/system").asText()).isEqualTo("http://hl7.org/fhir/sid/icd-10-cm");

        var imported = UUID.randomUUID().toString();
        assertThat(importCourse(imported, UUID.randomUUID().toString(), "F33.2\u00A0", label + "\u200B")
                        .body())
                .contains("CREATED");

        for (var asked : List.of(label, label + " ", "\u00A0" + label)) {
            var listed = LightClient.as(PRESCRIBER).query("label", asked).get("/v1/courses");
            assertThat(listed.json().path("items").findValuesAsText("id")).contains(course.id(), imported);
            var rows = LightClient.as(PRESCRIBER)
                    .query("label", asked)
                    .query("indication", "F33.2 ")
                    .query("protocol", " iv-ketamine-0.5")
                    .get("/v1/reports/courses");
            assertThat(rows.json().path("items").findValuesAsText("id"))
                    .containsExactlyInAnyOrder(course.id(), imported);
        }
    }

    @Test
    void aFamilyNameIsFoundInAnySpelling() {
        found("Mu\u0308ller", "M\u00FCller", "Muller", "muller", "MU\u0308LLER ", "m\u00FCller");
        found("O\u2019Brien", "O'Brien", "OBrien", "o\u02BCbrien", "O\u00B4BRIEN", "O`brien");
        found("\u0141ukasiewicz", "lukasiewicz", "\u0142UKASIEWICZ");
        found("Stra\u00DFer", "STRASSER", "strasser");
        found("Nguy\u1EC5n", "nguyen", "NGUYE\u0302\u0303N");
        found("\u0399\u03C9\u03AC\u03BD\u03BD\u03BF\u03C5", "\u03B9\u03C9\u03B1\u03BD\u03BD\u03BF\u03C5");
        found("\uFF2D\uFF35\uFF32", "mur");
        var ga = register(UUID.randomUUID().toString(), "\u304C\u304E").id();
        assertThat(search("family", "\u304B\u304D"))
                .as("Another letter, not an accent")
                .doesNotContain(ga);
    }

    private static void found(String family, String... questions) {
        var id = register(UUID.randomUUID().toString(), family).id();
        for (var question : questions) {
            assertThat(search("family", question)).as(question).contains(id);
        }
        assertThat(search("family", "Another")).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00a0", "\\u200b", "\\u3164\\u2800", "\\ufe0f", "\\u00ad \\u2060", "\\t"})
    void whatShowsNothingIsBlank(String blank) {
        var family = LightClient.as(PRESCRIBER)
                .body("""
                {"mrn": "%s", "name": {"family": "%s", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID(), blank))
                .post("/v1/patients");
        assertThat(family.status()).as(family.body()).isEqualTo(422);
        assertThat(family.json().at("/errors/0/pointer").asText()).isEqualTo("/name/family");
        assertThat(family.json().path("errors")).hasSize(1);

        var drug = LightClient.as(NURSE)
                .body("""
                {"drug": "%s", "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-01-05T09:20:00Z"}""".formatted(blank))
                .post("/v1/sessions/" + Treatment.checkedIn() + "/medications");
        assertThat(drug.status()).as(drug.body()).isEqualTo(422);
        assertThat(drug.json().at("/errors/0/pointer").asText()).isEqualTo("/drug");
    }

    @Test
    void lengthsCountCodePointsAfterTrimming() {
        var smile = "\uD83D\uDE00";
        assertThat(register(UUID.randomUUID().toString(), smile.repeat(150)).status())
                .isEqualTo(201);
        assertThat(register(UUID.randomUUID().toString(), smile.repeat(200) + "  ")
                        .status())
                .isEqualTo(201);
        assertThat(register(UUID.randomUUID().toString(), smile.repeat(201)).status())
                .isEqualTo(422);
        var course = Treatment.plannedCourse();
        Treatment.label(course, smile.repeat(64));
        assertThat(LightClient.as(PRESCRIBER)
                        .query("label", smile.repeat(64))
                        .get("/v1/courses")
                        .json()
                        .path("items")
                        .findValuesAsText("id"))
                .contains(course);
    }

    /** Free text keeps what is within it: line breaks, joined letters and pictures. */
    @Test
    void textIsCleanedAtItsEndsOnly() {
        cleaned(" a  b\n\nc ", "a  b\n\nc");
        cleaned("e\u0301", "\u00E9");
        cleaned("\u202A a \u202C", "a");
        cleaned("I \u2764\uFE0F", "I \u2764\uFE0F");
        cleaned("\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC7F", "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC7F");
        cleaned("\u0645\u06CC\u200C\u062E\u0648\u0627", "\u0645\u06CC\u200C\u062E\u0648\u0627");
        cleaned("\u2800\u00A0", "");
    }

    private static void cleaned(String sent, String kept) {
        assertThat(Text.of(sent).value()).isEqualTo(kept);
        assertThat(Text.of(kept).value()).as("Cleaned once more").isEqualTo(kept);
    }

    private static Answer register(String mrn, String family) {
        return LightClient.as(PRESCRIBER)
                .body("""
                {"mrn": "%s", "name": {"family": "%s", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(
                                mrn.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n"), family))
                .post("/v1/patients");
    }

    private static List<String> search(String criterion, String text) {
        return LightClient.as(NURSE)
                .query("limit", "200")
                .body("{\"%s\": \"%s\"}"
                        .formatted(
                                criterion,
                                text.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")))
                .post("/v1/patients/search")
                .json()
                .path("items")
                .findValuesAsText("id");
    }

    private static Answer importCourse(String id, String mrn, String code, String label) {
        return LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/x-ndjson")
                .body("""
                {"type": "COURSE", "id": "%s", "patientId": "%1$s", "mrn": "%s", "family": "Example", "given": "Alex", \
                "birthDate": "1984-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "indicationSystem": "s:x", \
                "indicationCode": "%s", "phase": "INDUCTION", "plannedSessions": 6, "labels": ["%s"], "status": "PLANNED"}""".formatted(
                        id, mrn.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n"), code, label))
                .post("/v1/imports");
    }
}
