package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sextant.chart.session.step.DrugClass;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.medication.MedicationStatementMapper;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** What patients take, by class, where somebody asked. A resource of a class is the id of the session and the class. */
final class MedicationStatementType {

    private static final String KEYS = """
            SELECT one.id AS record_id, one.id || '.' || asked.part AS id, one.version,
                date_trunc('milliseconds', one.updated_at) AS updated_at, one.recorded_at, one.checked_in_at AS at,
                one.checked_in_at AS until_at, one.patient_id,
                CASE WHEN one.concomitant_medications @> to_jsonb(asked.name) THEN 'active' ELSE 'not-taken' END AS status,
                one.id AS encounter_id, asked.codes
            FROM session AS one CROSS JOIN (VALUES %s) AS asked(part, name, codes)
            WHERE one.clinic_id = :clinic AND one.checked_in_at IS NOT NULL AND one.concomitant_medications IS NOT NULL\
            """.formatted(Arrays.stream(DrugClass.values())
            .map(MedicationStatementType::asked)
            .collect(Collectors.joining(", ")));

    private static final String CONTENT = """
            SELECT to_jsonb(one) || jsonb_build_object('session_id', one.id, 'drug_class',
                upper(replace(substr(found.id, 38), '-', '_')))
            FROM session AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final ResourceType TYPE = new ResourceType(
            "MedicationStatement",
            List.of(),
            ClinicalRoles.CHART,
            List.of(new Source("session", KEYS, CONTENT, new MedicationStatementMapper())),
            List.of(
                    id(),
                    reference("patient", "Who was asked", "Patient", "patient_id"),
                    reference("subject", "Who was asked", "Patient", "patient_id"),
                    reference("context", "The session", "Encounter", "encounter_id"),
                    codes("code", "The class", "codes"),
                    code("status", "active or not-taken", "status"),
                    date("effective", "The check-in", "at", "until_at"),
                    lastUpdated()),
            "-effective",
            Set.of("_id", "patient", "subject", "context"),
            part -> "sessions",
            List.of());

    private MedicationStatementType() {}

    private static String asked(DrugClass drugs) {
        return "('%s', CAST('%s' AS text), %s)"
                .formatted(
                        drugs.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        drugs.name(),
                        Codes.array(Coding.own("drug-class", drugs.name(), null)));
    }
}
