package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.codes;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.id;
import static org.sextant.exchange.fhir.search.Matchers.lastUpdated;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.visit.EncounterMapper;
import org.sextant.exchange.fhir.search.Include;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.SearchParameter;
import org.sextant.exchange.fhir.search.Source;

/** Sessions. */
final class EncounterType {

    /** A period without an end lasts until infinity, as FHIR reads it. */
    private static final String OF_STEPS = """
            date_trunc('milliseconds', one.updated_at) AS updated_at, coalesce(one.checked_in_at, one.scheduled_at) AS at,
                coalesce(one.discharged_at, CASE WHEN one.checked_in_at IS NOT NULL THEN one.cancelled_at END,
                    CAST('infinity' AS timestamptz)) AS until_at\
            """;

    /** No time tells when a step was: neither by a search nor by the order of its matches. */
    private static final String OF_APPOINTMENT = """
            CAST(NULL AS timestamptz) AS updated_at, one.scheduled_at AS at, CAST('infinity' AS timestamptz) AS until_at\
            """;

    private static final String KEYS = """
            SELECT one.id AS record_id, CAST(one.id AS text) AS id, one.version,
                one.recorded_at, one.patient_id,
                CASE one.status WHEN 'SCHEDULED' THEN 'planned' WHEN 'CHECKED_IN' THEN 'arrived'
                    WHEN 'DISCHARGED' THEN 'finished' WHEN 'CANCELLED' THEN 'cancelled' ELSE 'in-progress' END AS status,
                one.course_id, one.number, %s AS classes, %s AS types, %%s
            FROM session AS one WHERE one.clinic_id = :clinic\
            """.formatted(
                    Codes.array(Coding.hl7("v3-ActCode", "AMB", null)),
                    Codes.array(Coding.own("encounter-type", "treatment-session", null)));

    private static final String CONTENT = """
            SELECT to_jsonb(one) || jsonb_build_object('indication_system', course.indication_system,
                'indication_code', course.indication_code, 'indication_display', course.indication_display)
            FROM session AS one JOIN course ON course.clinic_id = one.clinic_id AND course.id = one.course_id
            WHERE one.clinic_id = :clinic AND one.id = found.record_id\
            """;

    private static final List<SearchParameter> PARAMETERS = List.of(
            id(),
            reference("patient", "Whose session it is", "Patient", "patient_id"),
            reference("subject", "Whose session it is", "Patient", "patient_id"),
            reference("episode-of-care", "The course", "EpisodeOfCare", "course_id"),
            date("date", "From the check-in, or the appointment, to the discharge", "at", "until_at"),
            code("status", "planned, arrived, in-progress, finished or cancelled", "status"),
            codes("class", "AMB", "classes"),
            codes("type", "treatment-session", "types"),
            Matchers.sessionNumber("identifier", "The course and the number of the session in it"));

    static final ResourceType TYPE = of(
            OF_STEPS,
            Stream.concat(PARAMETERS.stream(), Stream.of(lastUpdated())).toList());

    /** For callers without clinical detail: the appointment, without the times of the steps. */
    static final ResourceType APPOINTMENT = of(OF_APPOINTMENT, PARAMETERS);

    private EncounterType() {}

    private static ResourceType of(String times, List<SearchParameter> parameters) {
        return new ResourceType(
                "Encounter",
                List.of(EncounterMapper.PROFILE),
                ClinicalRoles.FRONT_DESK,
                List.of(new Source("session", KEYS.formatted(times), CONTENT, new EncounterMapper())),
                parameters,
                "-date",
                Set.of(),
                part -> "sessions",
                List.of(
                        new Include("Encounter:patient", "Patient", "patient_id", "record_id"),
                        new Include("Encounter:subject", "Patient", "patient_id", "record_id"),
                        new Include("Encounter:episode-of-care", "EpisodeOfCare", "course_id", "record_id"),
                        new Include("Observation:encounter", "Observation", "id", "encounter_id")));
    }
}
