package org.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.AccessTable;
import org.sextant.CommittedContract;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;
import org.sextant.identity.Role;

/** Numbers are values, not spellings: 120.0 is 120 wherever a whole number belongs, and 120.5 is nowhere. */
@QuarkusTest
class NumbersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OpenAPI CONTRACT = CommittedContract.parsed();

    /** Their bodies are read after the record; {@link #inAmendmentsAndPatchesToo()} has them. */
    private static final Set<String> OF_A_RECORD = Set.of("PATCH", "amend");

    /**
     * An integer member of a body.
     *
     * @param pointer in the body
     */
    private record Member(String method, String path, String pointer, ObjectNode example) {

        Answer send(String number) throws JsonProcessingException {
            var body = example.deepCopy();
            put(body, pointer.substring(1).split("/"), 0, JSON.readTree(number));
            var role = AccessTable.read().get(method + " " + path).stream()
                    .filter(Role.ALL::contains)
                    .findFirst()
                    .orElseThrow();
            return LightClient.as(role)
                    .header("If-Match", "*")
                    .body(body.toString())
                    .send(
                            method,
                            path.replace("{code}", "house")
                                    .replaceAll("\\{[^}]+}", UUID.randomUUID().toString()));
        }

        @Override
        public String toString() {
            return method + " " + path + " " + pointer;
        }
    }

    /** Each is sent as a fraction, which is refused at its place, and as a whole number in other spellings. */
    @TestFactory
    Stream<DynamicTest> everyIntegerMemberIsReadByValue() {
        var members = members();
        assertThat(members).hasSizeGreaterThan(60);
        return members.stream()
                .map(member -> DynamicTest.dynamicTest(member.toString(), () -> {
                    var fraction = member.send("6.5");
                    assertThat(fraction.status()).as(fraction.body()).isIn(207, 422);
                    assertThat(fraction.body())
                            .contains("{\"pointer\":\"%s\",\"detail\":\"must be a whole number\"}"
                                    .formatted(member.pointer()));
                    for (var spelling : List.of("6.0", "6.00000", "0.6e1", "6e0")) {
                        assertThat(withoutIds(member.send(spelling)))
                                .as(spelling)
                                .isEqualTo(withoutIds(member.send("6")));
                    }
                }));
    }

    @Test
    void readingsAndScoresAreTheSameInAnySpelling() {
        var course = Treatment.activeCourse();
        var session = Treatment.checkedIn(course);
        var vitals = "/v1/sessions/" + session + "/vitals";
        var id = UUID.randomUUID();
        var reading =
                "{\"id\": \"" + id + "\", \"takenAt\": \"2026-01-05T09:05:00Z\", \"systolic\": %s, \"diastolic\": %s}";

        var created = nurse(reading.formatted("120.0", "8E1")).post(vitals);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).contains("\"systolic\":120,\"diastolic\":80,");

        var again = nurse(reading.formatted("120", "80")).post(vitals);
        assertThat(again.status()).as("The same content: %s", again.body()).isEqualTo(200);
        var batch = nurse("{\"readings\": [%s]}".formatted(reading.formatted("120.00", "80.0")))
                .post(vitals + "/batch");
        assertThat(batch.json().at("/results/0/outcome").textValue()).isEqualTo("REPLAYED");
        var sync = nurse("""
                {"items": [{"type": "VITALS", "sessionId": "%s", %s,
                           {"type": "ASSESSMENT", "courseId": "%s", "instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z",
                            "timepoint": "BASELINE", "total": 12.0}]}""".formatted(session, reading.formatted("120.0", "80").substring(1), course))
                .post("/v1/sync");
        assertThat(sync.json().findValuesAsText("outcome")).containsExactly("REPLAYED", "CREATED");

        var answers = nurse("""
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:55:00Z", "timepoint": "BASELINE",
                 "answers": [2.0, 3e0, 2, 2, 2, 3, 2, 2, 1.000]}""").post("/v1/courses/" + course + "/assessments");
        assertThat(answers.json().path("total").intValue()).as(answers.body()).isEqualTo(19);
    }

    @Test
    void inAmendmentsAndPatchesToo() {
        var course = Treatment.activeCourse();
        var session = Treatment.checkedIn(course);
        var reading = Treatment.goodReading(session, "2026-01-05T09:10:00Z");

        var amended =
                prescriber("{\"systolic\": 118.0, \"reason\": \"Misread\"}").post("/v1/vitals/" + reading + "/amend");
        assertThat(amended.json().path("systolic").toString())
                .as(amended.body())
                .isEqualTo("118");
        var fraction =
                prescriber("{\"systolic\": 118.5, \"reason\": \"Misread\"}").post("/v1/vitals/" + reading + "/amend");
        assertThat(fraction.json().at("/errors/0/pointer").textValue()).isEqualTo("/systolic");

        var patched = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"plannedSessions\": 8.0}")
                .send("PATCH", "/v1/courses/" + course);
        assertThat(patched.json().path("plannedSessions").toString())
                .as(patched.body())
                .isEqualTo("8");
    }

    @Test
    void inEachLineOfAnImportToo() throws Exception {
        var course = UUID.randomUUID();
        var lines = List.of("""
                {"type": "PROTOCOL", "code": "house-%s", "revision": 1.0, "name": "House", "drug": "KETAMINE", "route": "IM",
                 "dose": {"mgPerKg": 0.5, "refuseAboveMgPerKg": 1.0}, "plannedSessions": 6.0, "minDaysBetweenSessions": 2.0}""", """
                {"type": "COURSE", "id": "%s", "patientId": "%1$s", "mrn": "%1$s", "family": "Example", "given": "Alex",
                 "birthDate": "1984-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "protocolRevision": 1.0,
                 "indicationSystem": "s", "indicationCode": "F33.2", "phase": "INDUCTION", "plannedSessions": 6.0,
                 "status": "ACTIVE", "activatedAt": "2026-01-05T08:00:00Z"}""", """
                {"type": "ASSESSMENT", "id": "%s", "courseId": "%1$s", "instrument": "PHQ-9", "timepoint": "BASELINE",
                 "takenAt": "2026-01-05T08:50:00Z", "clockOffsetSeconds": 60.0, "answers": [2, 3, 2.0, 2, 2, 3, 2, 2, 1],
                 "total": 19.0}""");
        var body = String.join(
                "\n",
                lines.stream()
                        .map(line -> line.formatted(course).replace("\n", " "))
                        .toList());

        for (var outcome : List.of("CREATED", "REPLAYED")) {
            var answer = LightClient.as(PRESCRIBER)
                    .header("Content-Type", "application/x-ndjson")
                    .body(body)
                    .post("/v1/imports");
            var verdicts = answer.body().lines().map(NumbersTest::read).toList();
            assertThat(verdicts)
                    .as(answer.body())
                    .hasSize(3)
                    .allMatch(verdict -> verdict.path("outcome").asText().equals(outcome));
            body = body.replace(".0,", ",");
        }
        var fractions = LightClient.as(PRESCRIBER)
                .header("Content-Type", "application/x-ndjson")
                .body(body.replace("\"clockOffsetSeconds\": 60", "\"clockOffsetSeconds\": 60.5")
                        .replace("\"revision\": 1", "\"revision\": 1.5")
                        .replace("\"plannedSessions\": 6,", "\"plannedSessions\": 6.5,"))
                .post("/v1/imports");
        assertThat(fractions
                        .body()
                        .lines()
                        .map(line -> read(line).at("/problem/errors/0/pointer").asText()))
                .containsExactly("/revision", "/plannedSessions", "/clockOffsetSeconds");
    }

    /** What a computer with binary fractions makes of 0.1 + 0.2. */
    @Test
    void noiseIsRefusedWithTheValueThatWasMeant() {
        var session = Treatment.ready();
        var start = LightClient.as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", \"mgPerKg\": 0.30000000000000004}")
                .post("/v1/sessions/" + session + "/infusion/start");
        assertThat(start.status()).isEqualTo(422);
        assertThat(start.json().get("errors").toString())
                .isEqualTo(
                        "[{\"pointer\":\"/mgPerKg\",\"detail\":\"must have at most 3 decimals; rounded it is 0.3\"}]");

        var temperature = nurse(
                        "{\"takenAt\": \"2026-01-05T09:12:00Z\", \"temperatureC\": 36.66, \"spo2\": 97.9999999999}")
                .post("/v1/sessions/" + session + "/vitals");
        assertThat(temperature.json().at("/errors/0/detail").textValue())
                .isEqualTo("must be a whole number; rounded it is 98");
        var onlyTemperature = nurse("{\"takenAt\": \"2026-01-05T09:12:00Z\", \"temperatureC\": 36.66}")
                .post("/v1/sessions/" + session + "/vitals");
        assertThat(onlyTemperature.json().at("/errors/0/detail").textValue())
                .isEqualTo("must have at most 1 decimal; rounded it is 36.7");
    }

    /** A wrong unit is not rounded away, and a number of any size costs nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0004", "1e-999999999", "1e999999999", "-1e999999999", "123456.7"})
    void aNumberOfAnotherSizeGetsNoAdvice(String number) {
        var answer = LightClient.as(PRESCRIBER)
                .body("{\"at\": \"2026-01-05T09:15:00Z\", \"mgPerKg\": %s}".formatted(number))
                .post("/v1/sessions/" + UUID.randomUUID() + "/infusion/start");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("rounded it is").contains("/mgPerKg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "1e-999999999", "3000000000", "3e9", "-3000000000.0", "\"120\"", "true", "[1]"})
    void whatIsNoIntegerOfThisSizeIsRefused(String number) {
        var answer = LightClient.as(ADMIN)
                .header("If-Match", "*")
                .body("""
                {"name": "x", "drug": "KETAMINE", "route": "IM", "dose": {"mg": 1}, "plannedSessions": %s,
                 "minDaysBetweenSessions": 0}""".formatted(number))
                .send("PUT", "/v1/protocols/never");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").textValue()).isEqualTo("/plannedSessions");
    }

    private static LightClient prescriber(String body) {
        return LightClient.as(PRESCRIBER).header("If-Match", "*").body(body);
    }

    private static LightClient nurse(String body) {
        return LightClient.as(NURSE).header("If-Match", "*").body(body);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(json, unreadable);
        }
    }

    private static String withoutIds(Answer answer) {
        return answer.status()
                + answer.body()
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
                        .replaceAll("\"recordedAt\":\"[^\"]+\"", "")
                        .replaceAll("\"(version|revision)\":\\d+", "");
    }

    private static List<Member> members() {
        var members = new ArrayList<Member>();
        CONTRACT.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    var body = operation.getRequestBody();
                    if (body != null && OF_A_RECORD.stream().noneMatch((method + path)::contains)) {
                        var content = body.getContent().get("application/json");
                        if (content != null && content.getExample() instanceof ObjectNode example) {
                            integers("", content.getSchema(), 0)
                                    .forEach(pointer -> members.add(new Member(method.name(), path, pointer, example)));
                        }
                    }
                }));
        return members;
    }

    /** The pointers of the integers in a schema; the first element stands for all of an array. */
    private static Set<String> integers(String pointer, Schema<?> schema, int depth) {
        var found = new TreeSet<String>();
        if (schema == null || depth > 6) {
            return found;
        }
        if (schema.get$ref() != null) {
            var name = schema.get$ref().replaceFirst(".*/", "");
            return integers(pointer, CONTRACT.getComponents().getSchemas().get(name), depth + 1);
        }
        if ("integer".equals(schema.getType())) {
            found.add(pointer);
        }
        properties(schema).forEach((name, member) -> found.addAll(integers(pointer + "/" + name, member, depth + 1)));
        if (schema.getItems() != null) {
            found.addAll(integers(pointer + "/0", schema.getItems(), depth + 1));
        }
        return found;
    }

    private static Map<String, Schema<?>> properties(Schema<?> schema) {
        var properties = new LinkedHashMap<String, Schema<?>>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, member) -> properties.put(name, member));
        }
        return properties;
    }

    /** Puts a value at a place, and makes what is missing on the way. */
    private static void put(JsonNode in, String[] path, int depth, JsonNode value) {
        var isLast = depth == path.length - 1;
        var child = isLast ? value : in.path(path[depth]);
        if (in instanceof ArrayNode array) {
            var present = isLast ? value : array.path(0);
            var element = present.isMissingNode() ? JSON.createObjectNode() : present;
            if (array.isEmpty()) {
                array.add(element);
            } else {
                array.set(0, element);
            }
            child = element;
        } else {
            if (!isLast && !child.isContainerNode()) {
                child = path[depth + 1].equals("0") ? JSON.createArrayNode() : JSON.createObjectNode();
            }
            ((ObjectNode) in).set(path[depth], child);
        }
        if (!isLast) {
            put(child, path, depth + 1, value);
        }
    }
}
