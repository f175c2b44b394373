package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.id;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.map.visit.OrganizationMapper;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** The clinic of the caller, and no other. */
final class OrganizationType {

    private static final String KEYS = """
            SELECT one.clinic AS record_id, CAST(one.clinic AS text) AS id, coalesce(latest.revision, 0) + 1 AS version,
                date_trunc('milliseconds', latest.recorded_at) AS updated_at,
                coalesce(latest.recorded_at, CAST('epoch' AS timestamptz)) AS recorded_at, CAST(NULL AS uuid) AS patient_id,
                CAST(NULL AS text) AS status
            FROM (SELECT CAST(:clinic AS uuid) AS clinic) AS one
            LEFT JOIN LATERAL (SELECT revision, recorded_at FROM clinic_profile
                WHERE clinic_id = :clinic ORDER BY revision DESC LIMIT 1) AS latest ON true\
            """;

    private static final String CONTENT = """
            SELECT coalesce((SELECT profile FROM clinic_profile WHERE clinic_id = :clinic ORDER BY revision DESC LIMIT 1),
                CAST('{}' AS jsonb))\
            """;

    static final ResourceType TYPE = new ResourceType(
            "Organization",
            List.of(),
            ClinicalRoles.STAFF,
            List.of(new Source(null, KEYS, CONTENT, new OrganizationMapper())),
            List.of(id()),
            "_id",
            Set.of(),
            part -> null,
            List.of());

    private OrganizationType() {}
}
