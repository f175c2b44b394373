package org.sextant.web;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** The mistakes of a new user, and what the answer to each says: the table of the documentation is the service's own. */
@QuarkusTest
class MistakesTest {

    private static final Path PAGE = Path.of("docs", "mistakes.md");
    private static final String BEGIN = "<!-- mistakes -->\n";
    private static final String END = "<!-- /mistakes -->";
    private static final String WRITE = "sextant.docs.write";

    /** Where everybody finds them, so they are not what leads on. */
    private static final List<String> OF_EVERY_PROBLEM =
            List.of("type", "title", "status", "detail", "instance", "errors");

    private record Mistake(int mark, String what, String request, String headers, String body) {

        static Mistake read(String line) {
            var cells = line.split("\\s*\\|\\s*", 5);
            return new Mistake(
                    Integer.parseInt(cells[0].trim()),
                    cells[1].trim(),
                    cells[2].trim(),
                    cells[3].trim(),
                    cells[4].trim());
        }

        /** @param names what the names in braces stand for */
        LightClient.Answer send(Map<String, String> names) {
            var parts = filled(request, names).split(" ", 3);
            var client = parts[0].equals("-") ? LightClient.anybody() : LightClient.as(parts[0]);
            for (var header : headers.split(";;", -1)) {
                if (!header.isBlank()) {
                    var pair = header.split(":", 2);
                    client = client.header(pair[0].trim(), pair[1].trim());
                }
            }
            if (!body.isEmpty()) {
                client = client.body(filled(body, names));
            }
            return client.send(parts[1], parts[2]);
        }

        private static String filled(String text, Map<String, String> names) {
            var filled = text;
            for (var name : names.entrySet()) {
                filled = filled.replace("{" + name.getKey() + "}", name.getValue());
            }
            return filled;
        }
    }

    @Test
    void eachAnswerLeadsToTheMend() throws IOException {
        var names = chart();
        var softly = new SoftAssertions();
        var rows = new StringBuilder();
        var count = 0;
        for (var line : lines()) {
            if (line.startsWith("## ")) {
                rows.append("\n%s\n\n| mark | mistake | request | answer | what it says |\n".formatted(line))
                        .append("| --- | --- | --- | --- | --- |\n");
                continue;
            }
            var mistake = Mistake.read(line);
            var answer = mistake.send(names);
            assertLeads(softly, mistake, answer);
            rows.append(row(mistake, answer.json(), names));
            count++;
        }
        softly.assertThat(count).isGreaterThanOrEqualTo(50);
        softly.assertThat(written(rows.toString().stripLeading()))
                .as("The tables of %s; mvn test -Dtest=MistakesTest -D%s=true writes them", PAGE, WRITE)
                .isEqualTo(rows.toString().stripLeading());
        softly.assertAll();
    }

    private static void assertLeads(SoftAssertions softly, Mistake mistake, LightClient.Answer answer) {
        var name = "%s: %s %s".formatted(mistake.what(), mistake.request(), answer.body());
        softly.assertThat(mistake.mark()).as(name).isBetween(4, 5);
        softly.assertThat(answer.status()).as(name).isBetween(400, 428);
        softly.assertThat(answer.headers().firstValue("Content-Type")).as(name).hasValue("application/problem+json");
        var problem = answer.json();
        softly.assertThat(problem.path("type").asText()).as(name).startsWith("/problems/");
        softly.assertThat(problem.path("detail").asText()).as(name).isNotBlank();
        var blamed = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .filter(error -> error.has("pointer"))
                .map(error -> error.path("detail").asText())
                .toList();
        softly.assertThat(blamed)
                .as(name)
                .doesNotContain("")
                .hasSize(problem.path("errors").size());
        softly.assertThat(!blamed.isEmpty() || !problem.path("type").asText().equals("/problems/invalid"))
                .as(name)
                .isTrue();
    }

    private static String row(Mistake mistake, JsonNode problem, Map<String, String> names) {
        var request = mistake.request().replaceFirst("^- ", "");
        var sent = Stream.of(request, mistake.headers().replace(";;", ","), mistake.body())
                .filter(part -> !part.isEmpty())
                .map(part -> "`" + part + "`")
                .collect(joining("<br>"));
        return "| %d | %s | %s | %d `%s` | %s |\n"
                .formatted(
                        mistake.mark(),
                        mistake.what(),
                        sent.replace("|", "\\|"),
                        problem.path("status").asInt(),
                        problem.path("type").asText().replace("/problems/", ""),
                        said(problem, names));
    }

    /** The text of the answer, with the names again in the place of ids that are others each time. */
    private static String said(JsonNode problem, Map<String, String> names) {
        var errors = StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error ->
                        "%s %s".formatted(place(error), error.path("detail").asText()));
        var more = new ArrayList<String>();
        problem.fieldNames().forEachRemaining(member -> {
            if (!OF_EVERY_PROBLEM.contains(member)) {
                more.add("`%s`: %s".formatted(member, text(problem.get(member))));
            }
        });
        var said = Stream.of(Stream.of(problem.path("detail").asText()), errors, more.stream())
                .flatMap(part -> part)
                .collect(joining("<br>"));
        for (var name : names.entrySet()) {
            said = said.replace(name.getValue(), "{" + name.getKey() + "}");
        }
        return said.replace("|", "\\|").replace("\n", " ").replace("<token>", "&lt;token&gt;");
    }

    /** The empty pointer is of the whole body. */
    private static String place(JsonNode error) {
        var pointer = error.path("pointer").asText();
        return pointer.isEmpty() ? "the body" : "`" + pointer + "`";
    }

    /** Of a verdict the rule and its words. */
    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(one -> one.has("rule")
                        ? one.get("rule").asText() + " – " + one.path("detail").asText()
                        : one.asText())
                .collect(joining("; "));
    }

    private static String written(String rows) throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END);
        assertThat(to).as("The markers of the tables in " + PAGE).isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page.substring(0, from) + rows + page.substring(to));
            return rows;
        }
        return page.substring(from, to);
    }

    /** What the requests are about. */
    private static Map<String, String> chart() {
        var mrn = UUID.randomUUID().toString();
        var patient = Treatment.create("/v1/patients", """
                {"mrn": "%s", "name": {"family": "Example", "given": "A"}, "birthDate": "1984-05-17", "sex": "FEMALE"}""".formatted(mrn));
        var treatment = new ImportedTreatment();
        var session = treatment.infusing("2026-01-05");
        var course = treatment.send().course();
        var names = new LinkedHashMap<String, String>();
        names.put("mrn", mrn);
        names.put("patient", patient);
        names.put("planned", Treatment.plannedCourse(patient, "iv-ketamine-0.5"));
        names.put("session", session);
        names.put("course", course);
        names.put(
                "reading",
                LightClient.as(NURSE)
                        .body("{\"takenAt\": \"2026-01-05T09:25:00Z\", \"systolic\": 120, \"diastolic\": 80}")
                        .post("/v1/sessions/" + session + "/vitals")
                        .id());
        names.put("scheduled", Treatment.scheduled(course));
        names.put("checkedIn", Treatment.checkedIn(Treatment.activeCourse()));
        names.put("nobody", "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21");
        return names;
    }

    private static List<String> lines() throws IOException {
        try (var lines = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        }
    }
}
