package org.sextant.exchange.fhir.type;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.search.ResourceType;

/** All types that are offered: what is not here is 404, and not in the CapabilityStatement. */
public final class FhirTypes {

    private static final List<ResourceType> OF_RECORDS = List.of(
            PatientType.TYPE,
            EncounterType.TYPE,
            CourseTypes.EPISODE,
            CourseTypes.PLAN,
            ObservationType.TYPE,
            AdverseEventType.TYPE,
            MedicationAdministrationType.TYPE,
            AssessmentTypes.RESPONSE,
            AssessmentTypes.QUESTIONNAIRE,
            MedicationStatementType.TYPE,
            ConsentType.TYPE,
            DetectedIssueType.TYPE,
            OrganizationType.TYPE,
            PlanDefinitionType.TYPE,
            CodeSystemType.TYPE);

    public static final List<ResourceType> ALL = Stream.concat(
                    OF_RECORDS.stream(), Stream.of(ProvenanceType.of(OF_RECORDS), AuditEventType.TYPE))
            .toList();

    /** The types that tell of one patient, in the order of {@code $everything}. */
    public static final List<ResourceType> OF_PATIENT = OF_RECORDS.stream()
            .filter(type -> type.parameter("patient").isPresent()
                    || type.parameter("subject").isPresent()
                    || type.equals(PatientType.TYPE))
            .toList();

    private FhirTypes() {}

    /** The type as a caller without clinical detail sees it. */
    public static ResourceType reduced(ResourceType type) {
        return type.equals(EncounterType.TYPE) ? EncounterType.APPOINTMENT : type;
    }

    /** The type with this name. */
    public static Optional<ResourceType> find(String name) {
        return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
    }
}
