package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.finding.ScoreMapper;
import org.sextant.exchange.fhir.map.finding.WeightMapper;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.ResourceType;

/** What was observed of a patient. */
final class ObservationType {

    static final ResourceType TYPE = new ResourceType(
            "Observation",
            Stream.concat(
                            Stream.of(
                                            "blood-pressure",
                                            "vital-signs",
                                            "heart-rate",
                                            "respiratory-rate",
                                            "pulse-oximetry",
                                            "body-temperature",
                                            "observation-clinical-result",
                                            "observation-screening-assessment")
                                    .map(profile -> Canon.US_CORE + profile),
                            Stream.of(WeightMapper.PROFILE))
                    .toList(),
            ClinicalRoles.CHART,
            List.of(
                    ObservationSources.VITAL_SIGNS,
                    ObservationSources.WEIGHT,
                    SideEffectSources.OBSERVATION,
                    AssessmentSources.TOTAL,
                    ClearanceSources.OBSERVATION),
            List.of(
                    id(),
                    reference("patient", "Whose observation it is", "Patient", "patient_id"),
                    reference("subject", "Whose observation it is", "Patient", "patient_id"),
                    reference("encounter", "The session", "Encounter", "encounter_id"),
                    codes("category", "The category", "categories"),
                    codes("code", "What was observed", "codes"),
                    codes("identifier", "All parts of one reading", "identifiers"),
                    code("status", "final, amended or entered-in-error", "status"),
                    date("date", "When it was observed, by the service's clock", "at", "until_at"),
                    lastUpdated()),
            "-date",
            Set.of("_id", "patient", "subject", "encounter", "identifier"),
            ObservationType::collection,
            List.of(
                    new Include("Observation:encounter", "Encounter", "session_id", "record_id"),
                    new Include("Observation:subject", "Patient", "patient_id", "record_id"),
                    new Include("Observation:patient", "Patient", "patient_id", "record_id"),
                    Include.provenance("Observation")));

    private ObservationType() {}

    private static String collection(String part) {
        return switch (part) {
            case "" -> "observations";
            case WeightMapper.PART -> "sessions";
            case ScoreMapper.PART -> "assessments";
            default -> "vitals";
        };
    }
}
