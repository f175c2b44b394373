package org.sextant.chart.course;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.sextant.identity.Caller;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The clinic's courses. */
@ApplicationScoped
public class CourseRepository extends ClinicRepository<Course> {

    /** Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself. */
    private static final String BASELINE_COURSE = """
            WITH RECURSIVE back AS (
                SELECT id, phase, CASE WHEN NOT forked THEN previous_course_id END AS previous
                FROM course WHERE clinic_id = :clinic AND id = :course
                UNION ALL
                SELECT course.id, course.phase, CASE WHEN NOT course.forked THEN course.previous_course_id END
                FROM back JOIN course ON course.clinic_id = :clinic AND course.id = back.previous
                WHERE back.phase = 'MAINTENANCE'
            )
            SELECT id FROM back WHERE phase = 'INDUCTION'
            """;

    /** SQL: whether a course, one of its sessions or a record of these has changed at or after a time. */
    private static final String CHANGED_SINCE = """
            ? IN (SELECT course_id FROM course_changes WHERE clinic_id = ? AND changed_at >= ?
                  UNION ALL
                  SELECT visit.course_id FROM session_clock AS clock
                  JOIN session AS visit ON visit.clinic_id = clock.clinic_id AND visit.id = clock.session_id
                  WHERE clock.clinic_id = ? AND clock.changed_at >= ?)""";

    private final Caller caller;

    CourseRepository(Caller caller) {
        this.caller = caller;
    }

    /** The filters of the list; null for a filter that is not set. */
    record Filters(UUID patientId, CourseStatus status, String label, Instant updatedSince) {}

    /** The course, locked for share: no other transaction can change the course until the end of this transaction. */
    public Course getForShare(UUID id) {
        return getLocked(id, LockModeType.PESSIMISTIC_READ);
    }

    /**
     * The course whose baseline applies to a course: of a MAINTENANCE course the INDUCTION course before it, where its
     * episode has one; else the course itself.
     */
    public UUID baselineCourse(UUID courseId) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(BASELINE_COURSE, Tuple.class)
                .addScalar("id", UUID.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("course", courseId)
                .getResultStream()
                .findFirst()
                .map(row -> row.get("id", UUID.class))
                .orElse(courseId);
    }

    /** The active course of a patient, who has at most one. */
    public Optional<UUID> activeOf(UUID patientId) {
        return getEntityManager()
                .createQuery("select id from Course where patientId = :patientId and status = :active", UUID.class)
                .setParameter("patientId", patientId)
                .setParameter("active", CourseStatus.ACTIVE)
                .getResultStream()
                .findFirst();
    }

    List<Course> list(Filters filters, Position after, int size) {
        var where = new StringBuilder("true = true");
        var parameters = new Parameters();
        if (filters.patientId() != null) {
            where.append(" and patientId = :patientId");
            parameters.and("patientId", filters.patientId());
        }
        if (filters.status() != null) {
            where.append(" and status = :status");
            parameters.and("status", filters.status());
        }
        if (filters.label() != null) {
            where.append(" and array_contains(labels, :label)");
            parameters.and("label", filters.label());
        }
        if (filters.updatedSince() != null) {
            where.append(" and cast(sql('" + CHANGED_SINCE
                    + "', id, :clinic, :updatedSince, :clinic, :updatedSince) as boolean) = true");
            parameters.and("clinic", caller.clinic()).and("updatedSince", filters.updatedSince());
        }
        return page("recordedAt", after, size, where.toString(), parameters);
    }
}
