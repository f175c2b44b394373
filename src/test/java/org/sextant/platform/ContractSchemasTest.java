package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sextant.CommittedContract;

/** What the schemas of the committed contract say, as a client's validator and its generated types read them. */
class ContractSchemasTest {

    private static final OpenAPI CONTRACT = CommittedContract.parsed();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The contract with the keywords of JSON Schema. */
    private static final JsonNode DOCUMENT = asJsonSchema(read());

    /** A validator that calculates in binary finds that 25.2 is no multiple of 0.1. */
    @Test
    void noNumberIsAMultipleOfAFraction() {
        assertThat(named())
                .allSatisfy((name, schema) -> assertThat(schema.getMultipleOf() == null
                                || schema.getMultipleOf().stripTrailingZeros().scale() <= 0)
                        .as(name)
                        .isTrue());
        assertThat(named().get("RecordVitals.temperatureC").getDescription()).isEqualTo("°C, at most 1 decimal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RecordVitals | {'takenAt': '2026-03-02T09:20:00Z', 'temperatureC': 25.2}",
                "AmendVitals | {'reason': 'cuff', 'spo2': null}",
                "AmendVitals | {'reason': 'cuff', 'systolic': null, 'diastolic': null, 'absentReason': null}",
                "AmendCheckIn | {'reason': 'desk', 'escort': null, 'note': null}",
                "AmendCheckIn | {'reason': 'desk', 'escort': {'phone': null}}",
                "AmendAssessment | {'reason': 'form', 'total': null, 'answers': [1, null]}",
                "PatientDetails | {'name': {'given': 'New'}}",
                "PatientDetails | {'childbearing': null}",
                "CourseDetails | {'indication': {'display': null}, 'labels': null}",
                "AnswerRems | {'pulseOximetry': {'done': null}}",
                "AnswerRems | {'provider': null, 'pulseOximetry': null}"
            })
    void admits(String schema, String body) {
        assertThat(errors(pointer(schema), body.replace('\'', '"'))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AmendVitals | {'spo2': null}",
                "AmendVitals | {'reason': null, 'spo2': 98}",
                "AmendVitals | {'reason': 'cuff', 'takenAt': null}",
                "AmendVitals | {'reason': 'cuff', 'id': '01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83'}",
                "RecordVitals | {'takenAt': '2026-03-02T09:20:00Z', 'spo2': null}",
                "PatientDetails | {'name': null}",
                "PatientDetails | {'name': {'given': null}}",
                "PatientDetails | {'name': {'middle': 'X'}}",
                "CourseDetails | {'phase': null}",
                "Discharge | {'criteria': {'SOBER': true}}",
                "SafetyRuleProblem | {'type': '/problems/safety-rule', 'title': 't', 'status': 409, 'detail': 'd', 'instance': '/'}",
                "SafetyRuleProblem | {'type': '/problems/stale', 'title': 't', 'status': 409, 'detail': 'd', 'instance': '/', 'rules': []}"
            })
    void refuses(String schema, String body) {
        assertThat(errors(pointer(schema), body.replace('\'', '"'))).isNotEmpty();
    }

    /** In each body that changes a part of a record, null removes what the record can lack, at any depth. */
    @Test
    void nullIsTypedInAllChanges() {
        var changes = operations()
                .filter(called -> called.method() == HttpMethod.PATCH
                        || called.operation().getOperationId().startsWith("amend"))
                .flatMap(called -> called.operation().getRequestBody().getContent().values().stream())
                .map(body -> resolved(body.getSchema()))
                .toList();

        assertThat(changes).hasSizeGreaterThan(10).allSatisfy(change -> {
            assertThat(Objects.requireNonNullElse(change.getRequired(), List.of()))
                    .isSubsetOf("reason");
            assertThat(members(change)
                            .filter(member ->
                                    Boolean.TRUE.equals(resolved(member).getNullable())))
                    .isNotEmpty();
            assertThat(members(change)
                            .map(ContractSchemasTest::resolved)
                            .filter(member -> member.getProperties() != null))
                    .allSatisfy(part -> assertThat(part.getRequired()).isNull());
        });
    }

    /** Schemas that fit the same value belong in anyOf, or are told apart by a member. */
    @Test
    void noValueFitsTwoAlternativesOfOneOf() {
        assertThat(named()).allSatisfy((name, schema) -> {
            if (schema.getOneOf() != null && schema.getDiscriminator() == null) {
                var types = schema.getOneOf().stream()
                        .map(alternative -> resolved(alternative).getType())
                        .toList();
                assertThat(types).as(name).doesNotHaveDuplicates();
            }
        });
    }

    @Test
    void rulesCriteriaAndKindsOfProblemAreListed() {
        assertThat(values(named().get("Verdict.rule"))).contains("BASELINE_SYSTOLIC", "DOSE_LIMIT");
        assertThat(named().get("DischargeCriteria").getProperties()).containsKeys("ORIENTED", "ESCORT_PRESENT");
        assertThat(values(named().get("Problem.type")))
                .hasSizeGreaterThan(25)
                .contains("/problems/safety-rule", "/problems/stale", "/problems/invalid");
        assertThat(named().get("SafetyRuleProblem").getRequired()).contains("rules");
        assertThat(named().get("ClearanceMissingProblem").getRequired()).contains("missing", "rules");
        assertThat(named().get("WrongStateProblem").getRequired()).contains("currentStatus");
        assertThat(named().get("DuplicateMrnProblem").getProperties()).containsKey("existing");
        assertThat(named().get("InvalidProblem").getRequired()).contains("errors");
    }

    @Test
    void allExamplesAreValid() {
        var wrong = new ArrayList<String>();
        checkExamples("", DOCUMENT, wrong);

        assertThat(wrong).isEmpty();
    }

    /** Checks the examples of all bodies, and of all schemas with a name. */
    private static void checkExamples(String place, JsonNode part, List<String> wrong) {
        if (part.isObject()) {
            var schema = place.matches("/components/schemas/[^/]+") ? place : place + "/schema";
            if (!DOCUMENT.at(schema).isMissingNode()) {
                examples(part)
                        .forEach(example ->
                                errors(schema, example.toString()).forEach(error -> wrong.add(schema + ": " + error)));
            }
        }
        part.fieldNames()
                .forEachRemaining(name ->
                        checkExamples(place + "/" + name.replace("~", "~0").replace("/", "~1"), part.get(name), wrong));
    }

    /** Text, such as CSV and the lines of an import, is no JSON. */
    private static List<JsonNode> examples(JsonNode part) {
        var found = new ArrayList<JsonNode>();
        if (part.has("example") && !part.get("example").isTextual()) {
            found.add(part.get("example"));
        }
        part.path("examples").forEach(example -> found.add(example.path("value")));
        return found;
    }

    /** Whoever sends an example twice means two records. */
    @Test
    void noExampleOfARequestHasAnIdOfItsOwn() {
        assertThat(operations()
                        .filter(called -> called.operation().getRequestBody() != null
                                && !called.operation().getOperationId().equals("importHistory"))
                        .filter(called -> called.operation().getRequestBody().getContent().values().stream()
                                .anyMatch(body -> json(body.getExample()).contains("\"id\":")))
                        .map(called -> called.operation().getOperationId()))
                .isEmpty();
    }

    @Test
    void errorsAreDocumentedWhereTheyOccur() {
        operations().forEach(called -> {
            var statuses = called.operation().getResponses().keySet();
            var name = called.operation().getOperationId();
            var readsBody = called.operation().getRequestBody() != null;
            assertThat(statuses).as(name).contains("500", "default");
            assertThat(statuses.contains("503"))
                    .as(name)
                    .isEqualTo(called.path().startsWith("/v1"));
            assertThat(statuses.contains("408")).as(name).isEqualTo(readsBody);
            // The body of an import has any length and is read line by line; it counts for no caller. Streams are
            // counted.
            assertThat(statuses.contains("429"))
                    .as(name)
                    .isEqualTo((readsBody && !name.equals("importHistory")) || name.equals("followChanges"));
        });
    }

    @Test
    void allTagsAreDescribed() {
        assertThat(CONTRACT.getTags())
                .allSatisfy(tag ->
                        assertThat(tag.getDescription()).as(tag.getName()).isNotBlank());
        assertThat(CONTRACT.getTags().stream().map(tag -> tag.getName()))
                .containsAll(operations()
                        .flatMap(called -> called.operation().getTags().stream())
                        .collect(Collectors.toSet()));
    }

    private record Called(String path, HttpMethod method, Operation operation) {}

    private static Stream<Called> operations() {
        return CONTRACT.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(entry -> new Called(path.getKey(), entry.getKey(), entry.getValue())));
    }

    private static List<String> errors(String schema, String body) {
        try {
            var report = JsonSchemaFactory.byDefault()
                    .getJsonSchema(DOCUMENT, schema)
                    .validate(JSON.readTree(body), true);
            return StreamSupport.stream(report.spliterator(), false)
                    .filter(message -> message.getLogLevel().compareTo(LogLevel.ERROR) >= 0)
                    .map(ProcessingMessage::getMessage)
                    .toList();
        } catch (ProcessingException | JsonProcessingException failure) {
            throw new IllegalStateException(schema, failure);
        }
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(CommittedContract.FILE.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** OpenAPI 3.0 has a keyword of its own for null. */
    private static JsonNode asJsonSchema(JsonNode part) {
        part.forEach(ContractSchemasTest::asJsonSchema);
        if (part instanceof ObjectNode schema
                && schema.path("nullable").asBoolean()
                && schema.path("type").isTextual()) {
            var type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        return part;
    }

    private static String pointer(String schema) {
        return "/components/schemas/" + schema;
    }

    private static String json(Object example) {
        try {
            return JSON.writeValueAsString(example);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Schema<?> resolved(Schema<?> schema) {
        return schema.get$ref() == null
                ? schema
                : resolved(CONTRACT.getComponents()
                        .getSchemas()
                        .get(schema.get$ref().replaceFirst(".*/", "")));
    }

    private static List<String> values(Schema<?> schema) {
        return resolved(schema).getEnum().stream().map(String::valueOf).toList();
    }

    private static Stream<Schema<?>> members(Schema<?> schema) {
        return schema.getProperties().values().stream().map(member -> (Schema<?>) member);
    }

    /** All schemas, also those within others, by their places. */
    private static Map<String, Schema<?>> named() {
        var found = new TreeMap<String, Schema<?>>();
        CONTRACT.getComponents().getSchemas().forEach((name, schema) -> collect(name, schema, found, new HashSet<>()));
        return found;
    }

    private static void collect(String name, Schema<?> schema, Map<String, Schema<?>> found, Set<String> seen) {
        if (!seen.add(name)) {
            return;
        }
        found.put(name, schema);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((member, part) -> collect(name + "." + member, part, found, seen));
        }
        if (schema.getItems() != null) {
            collect(name + "[]", schema.getItems(), found, seen);
        }
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .forEach(part -> collect(name + "|" + part.get$ref(), part, found, seen));
    }
}
