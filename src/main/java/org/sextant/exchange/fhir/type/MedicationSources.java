package org.sextant.exchange.fhir.type;

import java.util.List;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.medication.DoseMapper;
import org.sextant.exchange.fhir.map.medication.InfusionMapper;
import org.sextant.exchange.fhir.map.medication.MedicationMapper;
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
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', one.updated_at) AS updated_at, one.recorded_at, one.started_at AS at,
                coalesce(one.ended_at, CAST('infinity' AS timestamptz)) AS until_at, one.patient_id,
                CASE WHEN one.ended_at IS NOT NULL THEN
                        CASE WHEN one.stop_reason IS NULL THEN 'completed' ELSE 'stopped' END
                    WHEN CAST(one.rate_changes -> -1 ->> 'mgPerHour' AS numeric) = 0 THEN 'on-hold'
                    ELSE 'in-progress' END AS status,
                one.id AS encounter_id, %s
            FROM session AS one %s
            WHERE one.clinic_id = :clinic AND one.started_at IS NOT NULL\
            """.formatted(OF_DRUG, PROTOCOL.replace("visit.", "one."));

    private static final String CONTENT_OF_INFUSION = """
            SELECT to_jsonb(one) || jsonb_build_object('session_id', one.id, 'drug', protocol.rules ->> 'drug',
                'route', protocol.rules ->> 'route')
            FROM session AS one %s WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """.formatted(PROTOCOL.replace("visit.", "one."));

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
            new Source("session", INFUSIONS, CONTENT_OF_INFUSION, new InfusionMapper()),
            new Source("dose", DOSES.formatted(COLUMNS, OF_DRUG, VISIT, PROTOCOL), CONTENT_OF_DOSE, new DoseMapper()),
            new Source("medication", OTHERS, CONTENT_OF_OTHER, new MedicationMapper()));

    private MedicationSources() {}
}
