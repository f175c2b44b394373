package org.sextant.exchange.fhir.type;

import java.util.Map;
import java.util.stream.Collectors;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.finding.AdverseEventMapper;
import org.sextant.exchange.fhir.map.finding.SideEffectCodes;
import org.sextant.exchange.fhir.map.finding.SideEffectMapper;
import org.sextant.exchange.fhir.map.finding.VitalSign;
import org.sextant.exchange.fhir.search.Source;

/** Side effects, as Observation and as AdverseEvent. */
final class SideEffectSources {

    /** The codes of the side effect in the forms that a search may name them by. */
    private static final String CODES =
            "ARRAY['%1$sside-effect|' || one.effect, '%1$sside-effect|', one.effect] || %2$s"
                    .formatted(Canon.CODE_SYSTEM, snomed());

    private static final String FROM = """
            FROM side_effect AS one
            JOIN session AS visit ON visit.clinic_id = one.clinic_id AND visit.patient_id = one.patient_id
                AND visit.id = one.session_id
            WHERE one.clinic_id = :clinic\
            """;

    private static final String OBSERVATIONS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at, one.recorded_at,
                one.corrected_at AS at, coalesce(one.corrected_resolved_at, CAST('infinity' AS timestamptz)) AS until_at,
                one.patient_id, CASE one.status WHEN 'ENTERED_IN_ERROR' THEN 'entered-in-error' ELSE lower(one.status) END
                AS status, one.session_id AS encounter_id, %s AS codes, %s || %s AS categories,
                CAST(ARRAY[] AS text[]) AS identifiers
            %s\
            """.formatted(
                    CODES,
                    Codes.array(VitalSign.SEDATION.category()),
                    Codes.array(Coding.own("category", "side-effect", null)),
                    FROM);

    private static final String EVENTS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at, one.recorded_at,
                one.corrected_at AS at, one.corrected_at AS until_at, one.patient_id, CAST(NULL AS text) AS status,
                one.session_id AS encounter_id, %s AS codes,
                CASE one.severity WHEN 'LIFE_THREATENING' THEN 'severe' ELSE lower(one.severity) END AS severity,
                CASE one.severity WHEN 'LIFE_THREATENING' THEN 'SeriousIsLifeThreatening' ELSE 'Serious' END AS seriousness
            %s AND one.status <> 'ENTERED_IN_ERROR' AND (one.serious OR one.severity = 'LIFE_THREATENING')\
            """.formatted(CODES, FROM);

    private static final String CONTENT = """
            SELECT to_jsonb(one) || jsonb_build_object('started_at', visit.started_at) FROM side_effect AS one
            JOIN session AS visit ON visit.clinic_id = one.clinic_id AND visit.id = one.session_id
            WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final Source OBSERVATION = new Source("side_effect", OBSERVATIONS, CONTENT, new SideEffectMapper());
    static final Source ADVERSE_EVENT = new Source("side_effect", EVENTS, CONTENT, new AdverseEventMapper());

    private SideEffectSources() {}

    private static String snomed() {
        return SideEffectCodes.snomed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(code -> "WHEN '%s' THEN %s".formatted(code.getKey(), Codes.array(code.getValue())))
                .collect(Collectors.joining(" ", "CASE one.effect ", " ELSE CAST(ARRAY[] AS text[]) END"));
    }
}
