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
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.visit.CarePlanMapper;
import org.sextant.exchange.fhir.map.visit.EpisodeOfCareMapper;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchParameter;
import org.sextant.exchange.fhir.search.Source;

/** A course: its span as EpisodeOfCare, its plan as CarePlan. */
final class CourseTypes {

    private static final String KEYS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                date_trunc('milliseconds', one.updated_at) AS updated_at, one.recorded_at,
                coalesce(one.activated_at, one.recorded_at) AS at,
                coalesce(one.ended_at, CAST('infinity' AS timestamptz)) AS until_at, one.patient_id, %s
            FROM course AS one WHERE one.clinic_id = :clinic\
            """;

    private static final String OF_EPISODE = """
            CASE WHEN one.status = 'PLANNED' THEN 'planned' WHEN one.status = 'ACTIVE' THEN 'active'
                WHEN one.activated_at IS NULL THEN 'cancelled' ELSE 'finished' END AS status,
                ARRAY['%1$scourse-phase|' || one.phase, '%1$scourse-phase|', one.phase] AS types\
            """.formatted(Canon.CODE_SYSTEM);

    private static final String OF_PLAN = """
            CASE one.status WHEN 'PLANNED' THEN 'draft' WHEN 'ACTIVE' THEN 'active' WHEN 'COMPLETED' THEN 'completed'
                ELSE 'revoked' END AS status, %s AS categories\
            """.formatted(Codes.array(
            new Coding("http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "assess-plan", null)));

    private static final String CONTENT = """
            SELECT to_jsonb(one) || jsonb_build_object('sessions', (
                SELECT coalesce(jsonb_agg(visit.id ORDER BY visit.number, visit.recorded_at, visit.id), '[]')
                FROM session AS visit WHERE visit.clinic_id = :clinic AND visit.course_id = one.id))
            FROM course AS one WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    static final ResourceType EPISODE = new ResourceType(
            "EpisodeOfCare",
            List.of(),
            ClinicalRoles.CHART,
            List.of(new Source("course", KEYS.formatted(OF_EPISODE), CONTENT, new EpisodeOfCareMapper())),
            List.of(
                    id(),
                    patient(),
                    code("status", "planned, active, finished or cancelled", "status"),
                    date("date", "From the activation, or the planning, to the end", "at", "until_at"),
                    codes("type", "INDUCTION or MAINTENANCE", "types"),
                    lastUpdated()),
            "-date",
            Set.of(),
            part -> "courses",
            List.of(
                    new Include("EpisodeOfCare:patient", "Patient", "patient_id", "record_id"),
                    new Include("Encounter:episode-of-care", "Encounter", "id", "course_id")));

    static final ResourceType PLAN = new ResourceType(
            "CarePlan",
            List.of(CarePlanMapper.PROFILE),
            ClinicalRoles.CHART,
            List.of(new Source("course", KEYS.formatted(OF_PLAN), CONTENT, new CarePlanMapper())),
            List.of(
                    id(),
                    patient(),
                    reference("subject", "Whose course it is", "Patient", "patient_id"),
                    codes("category", "assess-plan", "categories"),
                    code("status", "draft, active, completed or revoked", "status"),
                    date("date", "From the activation, or the planning, to the end", "at", "until_at"),
                    lastUpdated()),
            "-date",
            Set.of(),
            part -> "courses",
            List.of(new Include("CarePlan:patient", "Patient", "patient_id", "record_id")));

    private CourseTypes() {}

    private static SearchParameter patient() {
        return Matchers.reference("patient", "Whose course it is", "Patient", "patient_id");
    }
}
