package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The submissions of the clinic, and the deadlines of its monitoring forms. */
@ApplicationScoped
class RemsRepository extends ClinicRepository<RemsSubmission> {

    /** Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself. */
    private static final String DEADLINES = """
            SELECT session.id, session.patient_id, session.started_at, rems_submission.id IS NOT NULL AS submitted
            FROM session
            JOIN protocol ON protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
                         AND protocol.revision = session.protocol_revision AND rules ->> 'drug' = 'ESKETAMINE'
            LEFT JOIN rems_submission ON rems_submission.clinic_id = session.clinic_id AND rems_submission.session_id = session.id
            WHERE session.clinic_id = :clinic AND (session.started_at, session.id) > (:afterTime, :afterId)
              AND (:status = '' OR :status = CASE WHEN rems_submission.id IS NOT NULL THEN 'SUBMITTED'
                                                  WHEN session.started_at > :newest THEN 'DUE' ELSE 'OVERDUE' END)
            ORDER BY session.started_at, session.id
            """;

    private final Caller caller;

    RemsRepository(Caller caller) {
        this.caller = caller;
    }

    Optional<RemsSubmission> ofSession(UUID sessionId) {
        return find("sessionId", sessionId).firstResultOptional();
    }

    /**
     * The sessions in which esketamine was begun, oldest first.
     *
     * @param status null for all sessions
     */
    List<RemsDeadline> deadlines(RemsStatus status, Instant now, Position after, int size) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(DEADLINES, Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("started_at", Instant.class)
                .addScalar("submitted", Boolean.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("afterTime", after.time())
                .setParameter("afterId", after.uuid())
                .setParameter("status", status == null ? "" : status.name())
                .setParameter("newest", now.minus(RemsDeadline.TIME))
                .setMaxResults(size)
                .getResultList()
                .stream()
                .map(row -> RemsDeadline.of(
                        row.get("id", UUID.class),
                        row.get("patient_id", UUID.class),
                        row.get("started_at", Instant.class),
                        row.get("submitted", Boolean.class),
                        now))
                .toList();
    }
}
