package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.chart.sideeffect.Effect;
import org.sextant.chart.sideeffect.Severity;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.CodeSystemMapper;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.map.finding.Scale;
import org.sextant.exchange.fhir.map.finding.VitalSign;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.ClearanceOutcome;

/** The project's own code systems: nothing that a resource says is undefined. */
final class CodeSystemType {

    private static final Map<String, JsonNode> BY_ID = all();

    private static final String KEYS = """
            SELECT CAST(NULL AS uuid) AS record_id, one.id, 1 AS version, CAST(NULL AS timestamptz) AS updated_at,
                CAST('epoch' AS timestamptz) AS recorded_at, CAST(NULL AS uuid) AS patient_id, 'active' AS status,
                '%s' || one.id AS url
            FROM (VALUES %s) AS one(id) WHERE CAST(:clinic AS uuid) IS NOT NULL\
            """.formatted(
            Canon.CODE_SYSTEM, BY_ID.keySet().stream().map("('%s')"::formatted).collect(Collectors.joining(", ")));

    static final ResourceType TYPE = new ResourceType(
            "CodeSystem",
            List.of(),
            ClinicalRoles.STAFF,
            List.of(new Source(null, KEYS, "SELECT CAST('{}' AS jsonb)", CodeSystemType::write)),
            List.of(Matchers.codedId(), Matchers.uri("url", "The URI", "url"), code("status", "active", "status")),
            "_id",
            Set.of(),
            part -> null,
            List.of());

    private CodeSystemType() {}

    private static void write(Row row, Scope scope, FhirWriter out) {
        var system = new Row(row.id(), row.version(), row.updatedAt(), row.status(), BY_ID.get(row.id()));
        new CodeSystemMapper().write(system, scope, out);
    }

    private static Map<String, JsonNode> all() {
        var systems = new LinkedHashMap<String, JsonNode>();
        systems.put("alert", constants("Kinds of alerts", "alert", AlertKind.values()));
        systems.put("category", codes("Categories", Stream.of(Coding.own("category", "side-effect", "Side effect"))));
        systems.put("clearance", constants("Kinds of clearances", "clearance", ClearanceKind.values()));
        systems.put(
                "clearance-outcome",
                constants("Outcomes of clearances", "clearance-outcome", ClearanceOutcome.values()));
        systems.put("component", codes("Components", Stream.of(Coding.own("component", "serious", "Serious"))));
        systems.put("course-phase", constants("Phases of treatment", "course-phase", CoursePhase.values()));
        systems.put("drug-class", constants("Classes of medicines", "drug-class", DrugClass.values()));
        systems.put(
                "encounter-type",
                codes(
                        "Kinds of visits",
                        Stream.of(Coding.own("encounter-type", "treatment-session", "Treatment session"))));
        systems.put("scale", codes("Rating scales", scales()));
        systems.put("severity", constants("Severities", "severity", Severity.values()));
        systems.put("side-effect", constants("Side effects", "side-effect", Effect.values()));
        systems.put("source", codes("Where a reading came from", sources()));
        return systems;
    }

    private static Stream<Coding> scales() {
        return Stream.concat(
                VitalSign.SEDATION.codes().stream(),
                Instruments.shipped().all().stream().map(instrument -> Scale.code(instrument.code())));
    }

    private static Stream<Coding> sources() {
        return Stream.of(
                Coding.own("source", "DEVICE", "Sent by a device"), Coding.own("source", "MANUAL", "Entered by hand"));
    }

    private static JsonNode constants(String title, String system, Enum<?>[] values) {
        return codes(title, Arrays.stream(values).map(value -> Coding.ofConstant(system, value.name())));
    }

    private static JsonNode codes(String title, Stream<Coding> codes) {
        var json = JsonNodeFactory.instance.objectNode().put("title", title);
        var list = json.putArray("codes");
        codes.forEach(code -> list.addObject().put("code", code.code()).put("display", code.display()));
        return json;
    }
}
