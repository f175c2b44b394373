package org.sextant.exchange.fhir.type;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.finding.VitalSign;
import org.sextant.exchange.fhir.map.finding.VitalSignMapper;
import org.sextant.exchange.fhir.map.finding.WeightMapper;
import org.sextant.exchange.fhir.search.Source;

/** Where Observations come from. */
final class ObservationSources {

    /** The join by all three columns lets a search by patient begin at the patient's sessions. */
    private static final String READINGS = """
            SELECT one.id AS record_id, CAST(one.id AS text) || '.' || part.name AS id, one.version,
                date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at, one.recorded_at,
                one.corrected_at AS at, one.corrected_at AS until_at, one.patient_id,
                CASE WHEN one.status = 'ENTERED_IN_ERROR' OR NOT part.stands THEN 'entered-in-error'
                    ELSE lower(one.status) END AS status,
                one.session_id AS encounter_id, part.codes, part.categories,
                ARRAY['%1$sreading|' || one.id, '%1$sreading|', CAST(one.id AS text)] AS identifiers
            FROM vitals AS one
            JOIN session AS visit ON visit.clinic_id = one.clinic_id AND visit.patient_id = one.patient_id
                AND visit.id = one.session_id
            CROSS JOIN LATERAL (VALUES %2$s) AS part(name, codes, categories, stands, was)
            WHERE one.clinic_id = :clinic AND (part.stands OR part.was)\
            """.formatted(
            Canon.IDENTIFIER,
            Arrays.stream(VitalSign.values()).map(ObservationSources::part).collect(Collectors.joining(", ")));

    /** The earlier versions have the last values of what an amendment took away. */
    private static final String CONTENT_OF_READING = """
            SELECT to_jsonb(one) || jsonb_build_object(
                'started_at', visit.started_at,
                'ended_at', visit.ended_at,
                'earlier', CASE WHEN one.version > 1 THEN (
                    SELECT jsonb_agg(to_jsonb(former) ORDER BY former.version DESC) FROM vitals_history AS former
                    WHERE former.clinic_id = :clinic AND former.id = one.id AND former.version < one.version) END)
            FROM vitals AS one
            JOIN session AS visit ON visit.clinic_id = one.clinic_id AND visit.id = one.session_id
            WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    private static final String WEIGHTS =
            """
            SELECT one.id AS record_id, CAST(one.id AS text) || '.%1$s' AS id, one.version,
                date_trunc('milliseconds', one.updated_at) AS updated_at, one.recorded_at, one.checked_in_at AS at,
                one.checked_in_at AS until_at, one.patient_id, 'final' AS status, one.id AS encounter_id, %2$s AS codes, %3$s AS categories,
                CAST(ARRAY[] AS text[]) AS identifiers
            FROM session AS one WHERE one.clinic_id = :clinic AND one.weight_kg IS NOT NULL\
            """.formatted(WeightMapper.PART, Codes.array(WeightMapper.CODE), Codes.array(VitalSign.HR.category()));

    private static final String CONTENT_OF_SESSION = """
            SELECT to_jsonb(one) || jsonb_build_object('session_id', one.id)
            FROM session AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final Source VITAL_SIGNS = new Source("vitals", READINGS, CONTENT_OF_READING, new VitalSignMapper());
    static final Source WEIGHT = new Source("session", WEIGHTS, CONTENT_OF_SESSION, new WeightMapper());

    private ObservationSources() {}

    /** Whether the reading has the part, or an earlier version had it. */
    private static String part(VitalSign sign) {
        var stands = "one.%s IS NOT NULL".formatted(sign.column());
        if (sign == VitalSign.BP) {
            stands = "(%s OR (one.absent_reason IS NOT NULL AND (one.absent_kinds IS NULL OR %s)))"
                    .formatted(stands, "one.absent_kinds @> CAST('[\"BLOOD_PRESSURE\"]' AS jsonb)");
        }
        var was = """
                one.version > 1 AND EXISTS (SELECT FROM vitals_history AS former WHERE former.clinic_id = one.clinic_id
                    AND former.id = one.id AND former.version < one.version AND former.%s IS NOT NULL)""".formatted(sign.column());
        return "('%s', %s, %s, %s, %s)"
                .formatted(sign.part(), Codes.array(sign.codes()), Codes.array(sign.category()), stands, was);
    }
}
