package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.names;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sextant.exchange.fhir.map.visit.PatientMapper;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** The clinic's patients. */
final class PatientType {

    private static final String KEYS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', CASE one.version WHEN 1 THEN one.recorded_at ELSE one.changed_at END)
                AS updated_at, one.recorded_at, CAST(one.birth_date AS timestamp) AT TIME ZONE 'UTC' AS at, one.id AS patient_id,
                CAST(NULL AS text) AS status, one.mrn, one.family, one.family_key, one.given, lower(one.sex) AS gender
            FROM patient AS one WHERE one.clinic_id = :clinic\
            """;

    private static final String CONTENT = """
            SELECT to_jsonb(one) FROM patient AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    private static final Map<String, String> FAMILY = Map.of("family", "family_key");
    private static final Map<String, String> GIVEN = Map.of("given", "name_key(given)");

    static final ResourceType TYPE = new ResourceType(
            "Patient",
            List.of(PatientMapper.PROFILE),
            ClinicalRoles.FRONT_DESK,
            List.of(new Source("patient", KEYS, CONTENT, new PatientMapper())),
            List.of(
                    id(),
                    Matchers.identifier("The medical record number", "mrn"),
                    names("name", "The beginning of a family or given name", both()),
                    names("family", "The beginning of a family name", FAMILY),
                    names("given", "The beginning of a given name", GIVEN),
                    date("birthdate", "The date of birth", "at", "at"),
                    code("gender", "The administrative gender", "gender"),
                    lastUpdated()),
            "_id",
            Set.of(),
            part -> "patients",
            List.of());

    private PatientType() {}

    private static Map<String, String> both() {
        return Map.of("family", "family_key", "given", "name_key(given)");
    }
}
