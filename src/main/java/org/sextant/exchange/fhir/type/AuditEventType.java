package org.sextant.exchange.fhir.type;

import static org.sextant.exchange.fhir.search.Matchers.code;
import static org.sextant.exchange.fhir.search.Matchers.date;
import static org.sextant.exchange.fhir.search.Matchers.reference;

import java.util.List;
import java.util.Set;
import org.sextant.exchange.fhir.map.visit.AuditEventMapper;
import org.sextant.exchange.fhir.search.Matchers;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.exchange.fhir.search.Source;
import org.sextant.identity.Role;

/** The audit trail: each call and each change, once it has its place in the chain, which is its id. */
final class AuditEventType {

    private static final String ACTION = """
            CASE WHEN trail.action LIKE 'GET %' OR trail.action LIKE 'HEAD %' THEN 'R'
                WHEN trail.action LIKE 'PUT %' OR trail.action LIKE 'PATCH %' THEN 'U'
                WHEN trail.action LIKE '%.created' OR trail.status = 201 THEN 'C'
                WHEN trail.kind = 'CHANGE' THEN 'U' ELSE 'E' END\
            """;

    private static final String FROM = """
            FROM audit_link AS link
            JOIN audit_trail AS trail ON trail.clinic_id = link.clinic_id AND trail.xid = link.xid AND trail.seq = link.seq
            WHERE link.clinic_id = :clinic\
            """;

    /** A refusal is a minor failure; a change that is in the trail was made. */
    private static final String KEYS = """
            SELECT CAST(NULL AS uuid) AS record_id, CAST(link.n AS text) AS id, 1 AS version,
                date_trunc('milliseconds', trail.at) AS updated_at, trail.at AS recorded_at, trail.at AS at, trail.patient_id,
                CASE WHEN coalesce(trail.status, 200) < 400 THEN '0' WHEN trail.status < 500 THEN '4' ELSE '8' END AS status,
                link.n AS number, trail.subject, trail.issuer, %s AS action
            %s\
            """.formatted(ACTION, FROM);

    private static final String CONTENT = """
            SELECT to_jsonb(trail) || jsonb_build_object('hash', encode(link.hash, 'hex'), 'letter', %s)
            %s AND link.n = CAST(found.id AS bigint)\
            """.formatted(ACTION, FROM);

    static final ResourceType TYPE = new ResourceType(
            "AuditEvent",
            List.of(),
            Set.of(Role.AUDITOR),
            List.of(new Source(null, KEYS, CONTENT, new AuditEventMapper())),
            List.of(
                    Matchers.number("_id", "The place in the chain", "number"),
                    reference("patient", "Whom the call or the change was about", "Patient", "patient_id"),
                    Matchers.staff("agent", "The token's iss and sub, as agent:identifier", "issuer", "subject"),
                    code("action", "C, R, U or E", "action"),
                    code("outcome", "0, 4 for what was refused, or 8", "status"),
                    date("date", "When it was recorded", "at", "at")),
            "-date",
            Set.of("_id", "patient"),
            part -> null,
            List.of());

    private AuditEventType() {}
}
