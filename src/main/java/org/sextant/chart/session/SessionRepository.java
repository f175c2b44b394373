package org.sextant.chart.session;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;
import org.sextant.record.ClinicRepository;
import org.sextant.record.tenancy.TenantResolver;
import org.sextant.rules.safety.StartDose;
import org.sextant.rules.safety.WeightFacts;
import org.sextant.web.representation.Position;

/** The clinic's sessions. */
@ApplicationScoped
public class SessionRepository extends ClinicRepository<Session> {

    /** Hibernate's lock timeout for SKIP LOCKED: the query does not return a locked row. */
    private static final int SKIP_LOCKED = -2;

    private static final List<SessionStatus> RUNNING =
            List.of(SessionStatus.CHECKED_IN, SessionStatus.INFUSING, SessionStatus.OBSERVING);

    private static final String SET_CLOCK = """
            UPDATE session_clock SET next_vitals_due_at = :next, vitals_overdue_at = :overdue, clock_set_at = :now
            WHERE clinic_id = :clinic AND session_id = :session
              AND (next_vitals_due_at, vitals_overdue_at) IS DISTINCT FROM (CAST(:next AS timestamptz), CAST(:overdue AS timestamptz))
            """;

    /** The filters of the day's board; null for a filter that is not set. */
    record Filters(SessionStatus status, Instant from, Instant to) {}

    /** One page of the sessions of a course, by appointment. */
    public List<Session> ofCourse(UUID courseId, Position after, int size) {
        return page("scheduledAt", after, size, "courseId = :courseId", Parameters.with("courseId", courseId));
    }

    List<Session> board(Filters filters, Position after, int size) {
        var where = new StringBuilder("true = true");
        var parameters = new Parameters();
        if (filters.status() != null) {
            where.append(" and status = :status");
            parameters.and("status", filters.status());
        }
        if (filters.from() != null) {
            where.append(" and scheduledAt >= :from");
            parameters.and("from", filters.from());
        }
        if (filters.to() != null) {
            where.append(" and scheduledAt < :to");
            parameters.and("to", filters.to());
        }
        return page("scheduledAt", after, size, where.toString(), parameters);
    }

    /** The numbers in use: the numbers of all sessions of the course that are not cancelled. */
    public Set<Integer> numbersOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select number from Session where courseId = :courseId and status <> :cancelled", Integer.class)
                .setParameter("courseId", courseId)
                .setParameter("cancelled", SessionStatus.CANCELLED)
                .getResultStream()
                .collect(Collectors.toSet());
    }

    /** The first appointment of the course that is not cancelled. */
    public Optional<Instant> firstAppointment(UUID courseId) {
        return Optional.ofNullable(getEntityManager()
                .createQuery(
                        "select min(scheduledAt) from Session where courseId = :courseId and status <> :cancelled",
                        Instant.class)
                .setParameter("courseId", courseId)
                .setParameter("cancelled", SessionStatus.CANCELLED)
                .getSingleResult());
    }

    /** True where a session of the course, other than this one, has started. */
    boolean anyOtherStarted(UUID courseId, UUID id) {
        return count("courseId = ?1 and id <> ?2 and started.at is not null", courseId, id) > 0;
    }

    /** True where a session of the course is CHECKED_IN, INFUSING or OBSERVING. */
    public boolean anyRunning(UUID courseId) {
        return count("courseId = ?1 and status in ?2", courseId, RUNNING) > 0;
    }

    /** The scheduled sessions, locked until the end of the transaction so that a concurrent cancellation waits. */
    public List<Session> scheduledForUpdate(UUID courseId) {
        return find("courseId = ?1 and status = ?2 order by id", courseId, SessionStatus.SCHEDULED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /**
     * The session, locked until the end of the transaction; empty where it does not exist or another transaction has
     * locked it.
     */
    public Optional<Session> findSkipLocked(UUID id) {
        return Optional.ofNullable(getEntityManager()
                .find(
                        Session.class,
                        id,
                        LockModeType.PESSIMISTIC_WRITE,
                        Map.of("jakarta.persistence.lock.timeout", SKIP_LOCKED)));
    }

    /**
     * The id of the course of a session. The query does not load the session, because a course is always locked before
     * its sessions.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such session
     */
    public UUID courseOf(UUID id) {
        return findCourseOf(id).orElseThrow(this::notFound);
    }

    /** The same; empty where the clinic has no such session. */
    public Optional<UUID> findCourseOf(UUID id) {
        return getEntityManager()
                .createQuery("select courseId from Session where id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The sessions of a course that are scheduled or under way, by appointment. */
    public List<Session> openOf(UUID courseId) {
        return list(
                "courseId = ?1 and status in ?2 order by scheduledAt, id",
                courseId,
                List.of(
                        SessionStatus.SCHEDULED,
                        SessionStatus.CHECKED_IN,
                        SessionStatus.INFUSING,
                        SessionStatus.OBSERVING));
    }

    /** All sessions of a course, also the cancelled sessions. */
    public List<Session> allOf(UUID courseId) {
        return list("courseId", courseId);
    }

    /** All sessions of these courses, in no order. */
    public List<Session> allOf(List<UUID> courseIds) {
        return list("courseId in ?1", courseIds);
    }

    /**
     * The start nearest to {@code moment} among the patient's other sessions, in any course: the later start where two
     * are equally near; null where no other session has started.
     */
    Instant nearestOtherStart(UUID patientId, UUID id, Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select started.at from Session where patientId = :patientId and id <> :id and started.at is not null",
                        Instant.class)
                .setParameter("patientId", patientId)
                .setParameter("id", id)
                .getResultStream()
                .min(Comparator.<Instant, Duration>comparing(
                                start -> Duration.between(start, moment).abs())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(null);
    }

    /**
     * The revisions of protocols, as code and number, of the patient's other sessions that started before
     * {@code moment}, in any course.
     */
    List<RevisionUsed> revisionsUsedBefore(Session session, Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select distinct protocol, protocolRevision from Session"
                                + " where patientId = :patientId and id <> :id and started.at < :moment",
                        RevisionUsed.class)
                .setParameter("patientId", session.patientId())
                .setParameter("id", session.id())
                .setParameter("moment", moment)
                .getResultList();
    }

    /** A revision of a protocol that sessions follow. */
    record RevisionUsed(String protocol, int revision) {}

    /** The same for each of several started sessions, before its own start. */
    List<RevisionUsedBefore> revisionsUsedBefore(Collection<UUID> sessionIds) {
        return getEntityManager()
                .createQuery(
                        "select distinct later.id, earlier.protocol, earlier.protocolRevision"
                                + " from Session later join Session earlier on earlier.patientId = later.patientId"
                                + " and earlier.id <> later.id and earlier.started.at < later.started.at"
                                + " where later.id in :sessionIds",
                        RevisionUsedBefore.class)
                .setParameter("sessionIds", sessionIds)
                .getResultList();
    }

    /** A revision that another session of the patient followed before the start of the session. */
    record RevisionUsedBefore(UUID sessionId, String protocol, int revision) {}

    /** Another session of the patient that is CHECKED_IN, INFUSING or OBSERVING, in any course. */
    Optional<UUID> otherVisitOf(Session session) {
        return getEntityManager()
                .createQuery(
                        "select id from Session where patientId = :patientId and id <> :id and status in :running",
                        UUID.class)
                .setParameter("patientId", session.patientId())
                .setParameter("id", session.id())
                .setParameter("running", RUNNING)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** A session of the patient that is under way. */
    public Optional<UUID> runningOf(UUID patientId) {
        return getEntityManager()
                .createQuery("select id from Session where patientId = :patientId and status in :running", UUID.class)
                .setParameter("patientId", patientId)
                .setParameter("running", RUNNING)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The planned dose of the session of the course that was started last; empty where none was. */
    public Optional<StartDose> lastPlannedDose(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select started.mgPerKg, started.plannedDoseMg from Session where courseId = :courseId"
                                + " and started.at is not null order by started.at desc, recordedAt desc, id desc",
                        StartDose.class)
                .setParameter("courseId", courseId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The weight at the patient's last check-in before the check-in of the session, in any course. */
    WeightFacts lastWeight(Session session) {
        var checkedIn = session.checkedIn();
        return getEntityManager()
                .createQuery(
                        "select checkedIn.weightKg, checkedIn.at from Session where patientId = :patientId and id <> :id"
                                + " and checkedIn.at between :from and :to"
                                + " order by checkedIn.at desc, recordedAt desc, id desc",
                        Tuple.class)
                .setParameter("patientId", session.patientId())
                .setParameter("id", session.id())
                .setParameter("from", checkedIn.at().minus(WeightFacts.WITHIN))
                .setParameter("to", checkedIn.at())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(last -> new WeightFacts(
                        last.get(0, BigDecimal.class),
                        last.get(1, Instant.class),
                        Boolean.TRUE.equals(checkedIn.weightConfirmed())))
                .orElse(WeightFacts.NONE);
    }

    /** The progress of the sessions of a course. */
    public Progress progressOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select min(started.at), max(updatedAt) from Session where courseId = :courseId",
                        Progress.class)
                .setParameter("courseId", courseId)
                .getSingleResult();
    }

    /**
     * Sets the monitoring clock. The version of the session does not change, so a step with an older ETag stays valid.
     * The database compares: what a transaction read before it waited for the session may be out of date.
     *
     * @param next when the next reading is due; null where no reading is due
     * @param overdue when the next reading counts as missed; null where no reading is due
     */
    public void setClock(Session session, Instant next, Instant overdue, Instant now) {
        getEntityManager()
                .createNativeQuery(SET_CLOCK)
                .unwrap(NativeQuery.class)
                .addSynchronizedEntityClass(Session.class)
                .setParameter("next", next, StandardBasicTypes.INSTANT)
                .setParameter("overdue", overdue, StandardBasicTypes.INSTANT)
                .setParameter("now", now)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("session", session.id())
                .executeUpdate();
        session.showClock(next);
    }

    /** Records that a step set the clock, so the version of the step covers the clock. */
    void clockSetWithStep(Session session) {
        getEntityManager()
                .createNativeQuery("UPDATE session_clock SET clock_set_at = NULL"
                        + " WHERE clinic_id = :clinic AND session_id = :session AND clock_set_at IS NOT NULL")
                .unwrap(NativeQuery.class)
                .addSynchronizedEntityClass(Session.class)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("session", session.id())
                .executeUpdate();
    }
}
