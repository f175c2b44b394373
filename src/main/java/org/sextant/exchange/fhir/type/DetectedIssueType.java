package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.finding.DetectedIssueMapper;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;

/** Alerts. */
final class DetectedIssueType {

    /** The join by all three columns lets a search by patient begin at the patient's courses. */
    private static final String KEYS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', one.changed_at) AS updated_at, one.recorded_at, one.recorded_at AS at,
                one.recorded_at AS until_at, one.patient_id,
                CASE one.status WHEN 'WITHDRAWN' THEN 'entered-in-error' ELSE 'final' END AS status,
                ARRAY['%1$salert|' || one.kind, '%1$salert|', one.kind] AS codes
            FROM alert AS one
            JOIN course ON course.clinic_id = one.clinic_id AND course.patient_id = one.patient_id
                AND course.id = one.course_id
            WHERE one.clinic_id = :clinic\
            """.formatted(Canon.CODE_SYSTEM);

    private static final String CONTENT = """
            SELECT to_jsonb(one) FROM alert AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final ResourceType TYPE = new ResourceType(
            "DetectedIssue",
            List.of(),
            ClinicalRoles.CHART,
            List.of(new Source(null, KEYS, CONTENT, new DetectedIssueMapper())),
            List.of(
                    id(),
                    reference("patient", "Whose alert it is", "Patient", "patient_id"),
                    codes("code", "The kind of alert", "codes"),
                    code("status", "final, or entered-in-error where it was withdrawn", "status"),
                    date("identified", "When it was raised", "at", "until_at"),
                    lastUpdated()),
            "-identified",
            Set.of("_id", "patient"),
            part -> "alerts",
            List.of());

    private DetectedIssueType() {}
}
