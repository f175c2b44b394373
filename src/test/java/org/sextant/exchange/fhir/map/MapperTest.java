package org.sextant.exchange.fhir.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sextant.exchange.fhir.map.finding.AdverseEventMapper;
import org.sextant.exchange.fhir.map.finding.ClearanceMapper;
import org.sextant.exchange.fhir.map.finding.DetectedIssueMapper;
import org.sextant.exchange.fhir.map.finding.QuestionnaireMapper;
import org.sextant.exchange.fhir.map.finding.QuestionnaireResponseMapper;
import org.sextant.exchange.fhir.map.finding.ScoreMapper;
import org.sextant.exchange.fhir.map.finding.SideEffectMapper;
import org.sextant.exchange.fhir.map.finding.VitalSignMapper;
import org.sextant.exchange.fhir.map.finding.WeightMapper;
import org.sextant.exchange.fhir.map.medication.DoseMapper;
import org.sextant.exchange.fhir.map.medication.InfusionMapper;
import org.sextant.exchange.fhir.map.medication.MedicationMapper;
import org.sextant.exchange.fhir.map.medication.MedicationStatementMapper;
import org.sextant.exchange.fhir.map.visit.AuditEventMapper;
import org.sextant.exchange.fhir.map.visit.CarePlanMapper;
import org.sextant.exchange.fhir.map.visit.ConsentMapper;
import org.sextant.exchange.fhir.map.visit.EncounterMapper;
import org.sextant.exchange.fhir.map.visit.EpisodeOfCareMapper;
import org.sextant.exchange.fhir.map.visit.OrganizationMapper;
import org.sextant.exchange.fhir.map.visit.PatientMapper;
import org.sextant.exchange.fhir.map.visit.PlanDefinitionMapper;
import org.sextant.exchange.fhir.map.visit.ProvenanceMapper;

/**
 * Each mapper against files that somebody has looked at: {@code <mapper>-<case>.row.json} is the record, the file without
 * {@code row} is the resource. With {@code -Dsextant.docs.write=true} the resources are written again, to be looked at.
 */
class MapperTest {

    private static final Path FILES = Path.of("src", "test", "resources", "org", "sextant", "exchange", "fhir", "map");
    private static final Scope CLINICAL = new Scope(
            "https://sextant.example/fhir",
            UUID.fromString("01957f6e-0000-7000-8000-000000000001"),
            "https://issuer.example",
            true);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    private static final Map<String, Mapper> MAPPERS = Map.ofEntries(
            Map.entry("audit", new AuditEventMapper()),
            Map.entry("patient", new PatientMapper()),
            Map.entry("encounter", new EncounterMapper()),
            Map.entry("episode", new EpisodeOfCareMapper()),
            Map.entry("careplan", new CarePlanMapper()),
            Map.entry("vital", new VitalSignMapper()),
            Map.entry("weight", new WeightMapper()),
            Map.entry("sideeffect", new SideEffectMapper()),
            Map.entry("adverseevent", new AdverseEventMapper()),
            Map.entry("score", new ScoreMapper()),
            Map.entry("response", new QuestionnaireResponseMapper()),
            Map.entry("questionnaire", new QuestionnaireMapper()),
            Map.entry("infusion", new InfusionMapper()),
            Map.entry("dose", new DoseMapper()),
            Map.entry("medication", new MedicationMapper()),
            Map.entry("statement", new MedicationStatementMapper()),
            Map.entry("consent", new ConsentMapper()),
            Map.entry("clearance", new ClearanceMapper()),
            Map.entry("issue", new DetectedIssueMapper()),
            Map.entry("organization", new OrganizationMapper()),
            Map.entry("protocol", new PlanDefinitionMapper()),
            Map.entry("codes", new CodeSystemMapper()),
            Map.entry("provenance", new ProvenanceMapper()));

    static Stream<String> cases() throws IOException {
        try (var files = Files.list(FILES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".row.json"))
                    .map(name -> name.replace(".row.json", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesTheApprovedResource(String name) throws IOException {
        var approved = FILES.resolve(name + ".json");
        var written = JSON.readTree(written(name, CLINICAL)).toPrettyString() + "\n";
        if (Boolean.getBoolean("sextant.docs.write")) {
            Files.writeString(approved, written);
        }

        assertThat(written).isEqualTo(Files.readString(approved));
    }

    /** A coordinator sees when somebody comes, and not why. */
    @Test
    void anAppointmentTellsNothingClinical() throws IOException {
        var appointment =
                written("encounter-finished", new Scope(CLINICAL.base(), CLINICAL.clinic(), CLINICAL.issuer(), false));

        assertThat(appointment)
                .contains("2026-03-02T09:00:00Z", "\"finished\"")
                .doesNotContain(
                        "2026-03-02T09:02",
                        "statusHistory",
                        "reasonCode",
                        "extension",
                        "hospitalization",
                        "F33",
                        "episodeOfCare");
    }

    @Test
    void everyMapperHasACase() throws IOException {
        assertThat(cases().map(name -> name.replaceFirst("-.*", "")).distinct())
                .containsExactlyInAnyOrderElementsOf(MAPPERS.keySet());
    }

    private static String written(String name, Scope scope) throws IOException {
        var row = JSON.readTree(Files.readString(FILES.resolve(name + ".row.json")));
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            MAPPERS.get(name.replaceFirst("-.*", "")).write(row(row), scope, new FhirWriter(json));
        }
        return text.toString();
    }

    private static Row row(JsonNode json) {
        return new Row(
                json.path("id").asText(),
                json.path("version").asInt(),
                json.has("updatedAt") ? Instant.parse(json.path("updatedAt").asText()) : null,
                json.has("status") ? json.path("status").asText() : null,
                json.path("content"));
    }
}
