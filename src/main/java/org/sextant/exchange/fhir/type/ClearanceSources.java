package org.sextant.exchange.fhir.type;

import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.finding.ClearanceMapper;
import org.sextant.exchange.fhir.map.finding.VitalSign;
import org.sextant.exchange.fhir.map.visit.ConsentMapper;
import org.sextant.exchange.fhir.search.Source;

/** Clearances: the consent as Consent, the others as Observation. */
final class ClearanceSources {

    private static final String COLUMNS = """
            one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at, one.recorded_at,
                one.corrected_at AS at, one.corrected_at + interval '1 day' - interval '1 microsecond' AS until_at,
                one.patient_id\
            """;

    private static final String CONSENTS = """
            SELECT %s, CASE WHEN one.status = 'ENTERED_IN_ERROR' THEN 'entered-in-error'
                WHEN one.outcome = 'NOT_CLEARED' THEN 'rejected' ELSE 'active' END AS status
            FROM clearance AS one WHERE one.clinic_id = :clinic AND one.kind = 'CONSENT'\
            """.formatted(COLUMNS);

    private static final String OBSERVATIONS =
            """
            SELECT %1$s, CASE one.status WHEN 'ENTERED_IN_ERROR' THEN 'entered-in-error' ELSE lower(one.status) END AS status,
                CAST(NULL AS uuid) AS encounter_id,
                ARRAY['%2$sclearance|' || one.kind, '%2$sclearance|', one.kind] AS codes, %3$s AS categories,
                CAST(ARRAY[] AS text[]) AS identifiers
            FROM clearance AS one WHERE one.clinic_id = :clinic AND one.kind <> 'CONSENT'\
            """.formatted(COLUMNS, Canon.CODE_SYSTEM, Codes.array(VitalSign.SEDATION.category()));

    private static final String CONTENT = """
            SELECT to_jsonb(one) FROM clearance AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final Source CONSENT = new Source("clearance", CONSENTS, CONTENT, new ConsentMapper());
    static final Source OBSERVATION = new Source("clearance", OBSERVATIONS, CONTENT, new ClearanceMapper());

    private ClearanceSources() {}
}
