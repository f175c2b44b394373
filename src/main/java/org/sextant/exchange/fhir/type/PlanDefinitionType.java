package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.map.visit.PlanDefinitionMapper;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** The revisions of the clinic's protocols; the last one of each is active. */
final class PlanDefinitionType {

    private static final String KEYS = """
            SELECT CAST(NULL AS uuid) AS record_id, one.code || '.r' || one.revision AS id, 1 AS version,
                date_trunc('milliseconds', one.recorded_at) AS updated_at, one.recorded_at, CAST(NULL AS uuid) AS patient_id,
                CASE WHEN EXISTS (SELECT FROM protocol AS later WHERE later.clinic_id = one.clinic_id
                    AND later.code = one.code AND later.revision > one.revision) THEN 'retired' ELSE 'active' END AS status,
                one.code, CAST(one.revision AS text) AS revision
            FROM protocol AS one WHERE one.clinic_id = :clinic\
            """;

    private static final String CONTENT = """
            SELECT to_jsonb(one) FROM protocol AS one
            WHERE one.clinic_id = :clinic AND one.code || '.r' || one.revision = found.id\
            """;

    static final ResourceType TYPE = new ResourceType(
            "PlanDefinition",
            List.of(),
            ClinicalRoles.STAFF,
            List.of(new Source(null, KEYS, CONTENT, new PlanDefinitionMapper())),
            List.of(
                    Matchers.codedId(),
                    Matchers.canonical("url", "The address of the protocol", "PlanDefinition", "code"),
                    code("version", "The revision", "revision"),
                    code("status", "active for the last revision, else retired", "status")),
            "_id",
            Set.of(),
            part -> null,
            List.of());

    private PlanDefinitionType() {}
}
