package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sextant.chart.assessment.Instruments;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.map.finding.QuestionnaireMapper;
import org.sextant.exchange.fhir.map.finding.QuestionnaireResponseMapper;
import org.sextant.exchange.fhir.map.finding.Scale;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** The answers of assessments, and the questions. */
final class AssessmentTypes {

    /** The same in every clinic: the instruments that ship with the service. */
    private static final String INSTRUMENTS = """
            SELECT CAST(NULL AS uuid) AS record_id, one.id, one.version, CAST(NULL AS timestamptz) AS updated_at,
                CAST('epoch' AS timestamptz) AS recorded_at, CAST(NULL AS uuid) AS patient_id, 'active' AS status, one.id AS url
            FROM (VALUES %s) AS one(id, version) WHERE CAST(:clinic AS uuid) IS NOT NULL\
            """.formatted(Instruments.shipped().all().stream()
            .map(instrument -> "('%s', %d)".formatted(Scale.id(instrument.code()), instrument.revision()))
            .collect(Collectors.joining(", ")));

    private static final Map<String, JsonNode> BY_ID = Instruments.shipped().all().stream()
            .collect(Collectors.toMap(
                    instrument -> Scale.id(instrument.code()),
                    instrument -> new ObjectMapper().valueToTree(instrument)));

    static final ResourceType RESPONSE = new ResourceType(
            "QuestionnaireResponse",
            List.of(QuestionnaireResponseMapper.PROFILE),
            ClinicalRoles.CHART,
            List.of(AssessmentSources.RESPONSE),
            List.of(
                    id(),
                    reference("patient", "Who was asked or rated", "Patient", "patient_id"),
                    reference("subject", "Who was asked or rated", "Patient", "patient_id"),
                    reference("encounter", "The session", "Encounter", "encounter_id"),
                    Matchers.canonical(
                            "questionnaire", "The address of the Questionnaire", "Questionnaire", "questionnaire"),
                    code("status", "completed, amended or entered-in-error", "status"),
                    date("authored", "When it was taken, by the service's clock", "at", "until_at"),
                    lastUpdated()),
            "-authored",
            Set.of("_id", "patient", "subject", "encounter"),
            part -> "assessments",
            List.of(
                    new Include("QuestionnaireResponse:patient", "Patient", "patient_id", "record_id"),
                    Include.provenance("QuestionnaireResponse")));

    static final ResourceType QUESTIONNAIRE = new ResourceType(
            "Questionnaire",
            List.of(),
            ClinicalRoles.STAFF,
            List.of(new Source(null, INSTRUMENTS, "SELECT CAST('{}' AS jsonb)", AssessmentTypes::write)),
            List.of(
                    Matchers.codedId(),
                    Matchers.canonical("url", "The address", "Questionnaire", "url"),
                    code("status", "active", "status")),
            "_id",
            Set.of(),
            part -> null,
            List.of());

    private AssessmentTypes() {}

    private static void write(Row row, Scope scope, FhirWriter out) {
        var instrument = new Row(row.id(), row.version(), row.updatedAt(), row.status(), BY_ID.get(row.id()));
        new QuestionnaireMapper().write(instrument, scope, out);
    }
}
