package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.date;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.visit.ProvenanceMapper;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** Who made each version of the records of a chart. Patients, courses and sessions do not keep who changed them. */
final class ProvenanceType {

    private static final Set<String> WITH_AUTHORS =
            Set.of("vitals", "side_effect", "assessment", "clearance", "dose", "medication");

    private static final String KEYS = """
            SELECT target.record_id, '%1$s.' || target.id || '.' || target.version AS id, target.version, target.updated_at,
                target.recorded_at, target.updated_at AS at, target.patient_id, CAST(NULL AS text) AS status,
                target.id AS target_id, '%1$s' AS target_type, %3$s AS categories
            FROM (%2$s) AS target\
            """;

    /** @param types the types whose versions have authors */
    static ResourceType of(List<ResourceType> types) {
        return new ResourceType(
                "Provenance",
                List.of(),
                ClinicalRoles.CHART,
                types.stream().flatMap(ProvenanceType::sources).toList(),
                List.of(
                        Matchers.versionId(),
                        Matchers.target("target", "The resource, in any version"),
                        date("recorded", "When the version was recorded", "at", "at")),
                "-recorded",
                Set.of("_id", "target"),
                part -> null,
                List.of());
    }

    private ProvenanceType() {}

    private static Stream<Source> sources(ResourceType type) {
        return type.sources().stream()
                .filter(source -> source.table() != null && WITH_AUTHORS.contains(source.table()))
                .map(source -> new Source(
                        null,
                        KEYS.formatted(type.name(), source.keysOfVersions(), categories(type)),
                        source.contentOfVersion(),
                        new ProvenanceMapper()));
    }

    /** A scope may be restricted to some categories of the targets. */
    private static String categories(ResourceType type) {
        return type.parameter("category").isPresent() ? "target.categories" : "CAST(NULL AS text[])";
    }
}
