package org.sextant.chart.session;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The clinic's sessions. */
@ApplicationScoped
public class SessionRepository extends ClinicRepository<Session> {

    /** Hibernate's way to say that a row which is locked is as good as none. */
    private static final int SKIP_LOCKED = -2;

    /** The filters of the day's board; null where one is not set. */
    record Filters(SessionStatus status, Instant from, Instant to) {}

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

    /** The numbers in use: those of all sessions that are not cancelled. */
    public Set<Integer> numbersOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select number from Session where courseId = :courseId and status <> :cancelled", Integer.class)
                .setParameter("courseId", courseId)
                .setParameter("cancelled", SessionStatus.CANCELLED)
                .getResultStream()
                .collect(Collectors.toSet());
    }

    public boolean anyRunning(UUID courseId) {
        return count(
                        "courseId = ?1 and status in ?2",
                        courseId,
                        List.of(SessionStatus.CHECKED_IN, SessionStatus.INFUSING, SessionStatus.OBSERVING))
                > 0;
    }

    /** What is only scheduled, kept for this transaction; whoever cancels one meanwhile comes first or second. */
    public List<Session> scheduledForChange(UUID courseId) {
        return find("courseId = ?1 and status = ?2 order by id", courseId, SessionStatus.SCHEDULED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The session, kept for this transaction; empty where another one keeps it, or there is none. */
    public Optional<Session> findSkipLocked(UUID id) {
        return Optional.ofNullable(getEntityManager()
                .find(
                        Session.class,
                        id,
                        LockModeType.PESSIMISTIC_WRITE,
                        Map.of("jakarta.persistence.lock.timeout", SKIP_LOCKED)));
    }

    /**
     * The course of a session, without the session: a course is always locked before its sessions.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such session
     */
    public UUID courseOf(UUID id) {
        return getEntityManager()
                .createQuery("select courseId from Session where id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(ClinicRepository::notFound);
    }

    /** Every session of a course: at most the planned ones and those that were cancelled. */
    public List<Session> allOf(UUID courseId) {
        return list("courseId", courseId);
    }

    /**
     * When the patient's other session nearest to this moment was begun, of whatever course, the later of two that are
     * equally near; null where there is none.
     */
    Instant nearestOtherStart(Session session, Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select started.at from Session where patientId = :patientId and id <> :id and started.at is not null",
                        Instant.class)
                .setParameter("patientId", session.patientId())
                .setParameter("id", session.id())
                .getResultStream()
                .min(Comparator.<Instant, Duration>comparing(
                                start -> Duration.between(start, moment).abs())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(null);
    }

    /** How far a course has come. */
    public Progress progressOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select min(started.at), max(updatedAt) from Session where courseId = :courseId",
                        Progress.class)
                .setParameter("courseId", courseId)
                .getSingleResult();
    }
}
