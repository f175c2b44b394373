package org.sextant.exchange.fhir.type;

import java.util.List;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.DoseMapper;
import org.sextant.exchange.fhir.map.InfusionMapper;
import org.sextant.exchange.fhir.map.MedicationMapper;
import org.sextant.exchange.fhir.search.Source;

/** What was given: the drug of a session, its further doses, and medicines beside it. */
final class MedicationSources {

    private static final String OF_DRUG =
            "CASE protocol.rules ->> 'drug' WHEN 'ESKETAMINE' THEN %s ELSE %s END AS codes"
                    .formatted(
                            Codes.array(new Coding(Canon.RXNORM, "2119365", null)),
                            Codes.array(new Coding(Canon.RXNORM, "6130", null)));

    private static final String PROTOCOL = """
            JOIN protocol ON protocol.clinic_id = visit.clinic_id AND protocol.code = visit.protocol
                AND protocol.revision = visit.protocol_revision\
            """;

    private static final String INFUSIONS = """
            SELECT visit.id AS record_id, CAST(visit.id AS text) AS id, visit.version,
                date_trunc('milliseconds', visit.updated_at) AS updated_at, visit.recorded_at, visit.started_at AS at,
                coalesce(visit.ended_at, CAST('infinity' AS timestamptz)) AS until_at, visit.patient_id,
                CASE WHEN visit.ended_at IS NOT NULL THEN
                        CASE WHEN visit.stop_reason IS NULL THEN 'completed' ELSE 'stopped' END
                    WHEN CAST(visit.rate_changes -> -1 ->> 'mgPerHour' AS numeric) = 0 THEN 'on-hold'
                    ELSE 'in-progress' END AS status,
                visit.id AS encounter_id, %s
            FROM session AS visit %s
            WHERE visit.clinic_id = :clinic AND visit.started_at IS NOT NULL\
            """.formatted(OF_DRUG, PROTOCOL);

    private static final String CONTENT_OF_INFUSION = """
            SELECT to_jsonb(visit) || jsonb_build_object('session_id', visit.id, 'drug', protocol.rules ->> 'drug',
                'route', protocol.rules ->> 'route')
            FROM session AS visit %s WHERE visit.clinic_id = :clinic AND visit.id = found.record_id\
            """.formatted(PROTOCOL);

    private static final String DOSES = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, %s, %s
            FROM dose AS one %s %s WHERE one.clinic_id = :clinic\
            """;

    private static final String COLUMNS = """
            one.version, date_trunc('milliseconds', coalesce(one.changed_at, one.recorded_at)) AS updated_at,
                one.recorded_at, one.corrected_at AS at, one.corrected_at AS until_at, one.patient_id,
                CASE one.status WHEN 'ENTERED_IN_ERROR' THEN 'entered-in-error' ELSE 'completed' END AS status,
                one.session_id AS encounter_id\
            """;

    /** The join by all three columns lets a search by patient begin at the patient's sessions. */
    private static final String VISIT = """
            JOIN session AS visit ON visit.clinic_id = one.clinic_id AND visit.patient_id = one.patient_id
                AND visit.id = one.session_id\
            """;

    private static final String CONTENT_OF_DOSE = """
            SELECT to_jsonb(one) || jsonb_build_object('drug', protocol.rules ->> 'drug',
                'protocol_route', protocol.rules ->> 'route')
            FROM dose AS one %s %s WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """.formatted(VISIT, PROTOCOL);

    /** A medicine is text, which no code finds. */
    private static final String OTHERS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, %s, CAST(ARRAY[] AS text[]) AS codes
            FROM medication AS one %s WHERE one.clinic_id = :clinic\
            """.formatted(COLUMNS, VISIT);

    private static final String CONTENT_OF_OTHER = """
            SELECT to_jsonb(one) FROM medication AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final List<Source> ALL = List.of(
            new Source(INFUSIONS, CONTENT_OF_INFUSION, new InfusionMapper()),
            new Source(DOSES.formatted(COLUMNS, OF_DRUG, VISIT, PROTOCOL), CONTENT_OF_DOSE, new DoseMapper()),
            new Source(OTHERS, CONTENT_OF_OTHER, new MedicationMapper()));

    private MedicationSources() {}
}
