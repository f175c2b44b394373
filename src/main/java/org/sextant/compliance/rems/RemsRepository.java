package org.sextant.compliance.rems;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.sextant.compliance.rems.RemsContent.Name;
import org.sextant.compliance.rems.RemsContent.Person;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.record.RecordStatus;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.ClearanceOutcome;
import org.sextant.web.representation.Position;

/** The submissions of the clinic, and the deadlines of its monitoring forms. */
@ApplicationScoped
class RemsRepository extends ClinicRepository<RemsSubmission> {

    /**
     * Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself. A form is touched
     * where something that the form shows is younger than the submission.
     */
    private static final String DEADLINES = """
            SELECT * FROM (
                SELECT session.id, session.patient_id, session.started_at, sent.id IS NOT NULL AS submitted,
                       sent.form IS NOT NULL AS kept,
                       sent.form IS NOT NULL AND (
                           session.updated_at > sent.recorded_at
                           OR EXISTS (SELECT FROM vitals WHERE vitals.clinic_id = :clinic AND vitals.session_id = session.id
                                      AND greatest(vitals.recorded_at, vitals.changed_at) > sent.recorded_at)
                           OR EXISTS (SELECT FROM side_effect AS effect
                                      WHERE effect.clinic_id = :clinic AND effect.session_id = session.id
                                      AND greatest(effect.recorded_at, effect.changed_at, effect.resolution_recorded_at)
                                          > sent.recorded_at)
                           OR EXISTS (SELECT FROM rems_answers AS answers
                                      WHERE answers.clinic_id = :clinic AND answers.session_id = session.id
                                      AND answers.changed_at > sent.recorded_at)
                           OR EXISTS (SELECT FROM clearance
                                      WHERE clearance.clinic_id = :clinic AND clearance.patient_id = session.patient_id
                                      AND clearance.kind = 'REMS_ENROLMENT'
                                      AND greatest(clearance.recorded_at, clearance.changed_at) > sent.recorded_at)
                           OR EXISTS (SELECT FROM patient
                                      WHERE patient.clinic_id = :clinic AND patient.id = session.patient_id
                                      AND (patient.family, patient.given, patient.birth_date, patient.sex) IS DISTINCT FROM
                                          (sent.form #>> '{patient,name,family}', sent.form #>> '{patient,name,given}',
                                           CAST(sent.form #>> '{patient,birthDate}' AS date), sent.form #>> '{patient,sex}'))
                       ) AS touched
                FROM session
                JOIN protocol ON protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
                             AND protocol.revision = session.protocol_revision AND rules ->> 'drug' = 'ESKETAMINE'
                LEFT JOIN rems_submission AS sent ON sent.clinic_id = session.clinic_id AND sent.session_id = session.id
                WHERE session.clinic_id = :clinic AND (session.started_at, session.id) > (:afterTime, :afterId)
                  AND (:status = '' OR :status = CASE WHEN sent.id IS NOT NULL THEN 'SUBMITTED'
                                                      WHEN session.started_at > :newest THEN 'DUE' ELSE 'OVERDUE' END)
            ) AS form
            WHERE touched OR NOT :onlyTouched
            ORDER BY started_at, id
            """;

    private final Caller caller;

    RemsRepository(Caller caller) {
        this.caller = caller;
    }

    /**
     * A row of the list.
     *
     * @param touched true where the form may have changed since it was submitted
     */
    record Listed(RemsDeadline deadline, boolean touched) {}

    Optional<RemsSubmission> ofSession(UUID sessionId) {
        return find("sessionId", sessionId).firstResultOptional();
    }

    /** The submissions of sessions, by the session's id. */
    Map<UUID, RemsSubmission> ofSessions(Collection<UUID> sessionIds) {
        return list("sessionId in ?1", sessionIds).stream()
                .collect(Collectors.toMap(RemsSubmission::sessionId, Function.identity()));
    }

    /** The patients by their ids. */
    Map<UUID, Person> patients(Collection<UUID> ids) {
        return getEntityManager()
                .createQuery(
                        "select id as id, family as family, given as given, birthDate as birthDate,"
                                + " cast(sex as string) as sex from Patient where id in :ids",
                        Tuple.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("id", UUID.class),
                        row -> new Person(
                                new Name(row.get("family", String.class), row.get("given", String.class)),
                                row.get("birthDate", LocalDate.class),
                                row.get("sex", String.class))));
    }

    /** Whether each patient is enrolled, by the patient's newest clearance; no entry without such a clearance. */
    Map<UUID, Boolean> enrolled(Collection<UUID> patientIds) {
        return getEntityManager()
                .createQuery(
                        "select patientId as patientId, outcome as outcome from Clearance"
                                + " where patientId in :patientIds and kind = :kind and status <> :error"
                                + " order by correctedAt, recordedAt, id",
                        Tuple.class)
                .setParameter("patientIds", patientIds)
                .setParameter("kind", ClearanceKind.REMS_ENROLMENT)
                .setParameter("error", RecordStatus.ENTERED_IN_ERROR)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("patientId", UUID.class),
                        row -> row.get("outcome", ClearanceOutcome.class) != ClearanceOutcome.NOT_CLEARED,
                        (older, newer) -> newer));
    }

    /**
     * The sessions in which esketamine was begun, oldest first.
     *
     * @param status null for all sessions
     * @param onlyTouched true for the forms that may have changed since they were submitted
     */
    List<Listed> deadlines(RemsStatus status, boolean onlyTouched, Instant now, Position after, int size) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(DEADLINES, Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("started_at", Instant.class)
                .addScalar("submitted", Boolean.class)
                .addScalar("kept", Boolean.class)
                .addScalar("touched", Boolean.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("afterTime", after.time())
                .setParameter("afterId", after.uuid())
                .setParameter("status", status == null ? "" : status.name())
                .setParameter("onlyTouched", onlyTouched)
                .setParameter("newest", now.minus(RemsDeadline.TIME))
                .setMaxResults(size)
                .getResultList()
                .stream()
                .map(row -> listed(row, now))
                .toList();
    }

    private static Listed listed(Tuple row, Instant now) {
        var deadline = RemsDeadline.of(
                row.get("id", UUID.class),
                row.get("patient_id", UUID.class),
                row.get("started_at", Instant.class),
                row.get("submitted", Boolean.class),
                now);
        return new Listed(
                row.get("kept", Boolean.class) ? deadline.withChanged(false) : deadline,
                row.get("touched", Boolean.class));
    }

    /** A submission is shown with the form of its session only. */
    @Override
    protected Optional<String> path(UUID id) {
        return Optional.empty();
    }
}
