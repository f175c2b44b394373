package org.sextant.chart.course;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The clinic's courses. */
@ApplicationScoped
public class CourseRepository extends ClinicRepository<Course> {

    /** The filters of the list; null for a filter that is not set. */
    record Filters(UUID patientId, CourseStatus status, String label, Instant updatedSince) {}

    /** The course, locked for share: no other transaction can change the course until the end of this transaction. */
    public Course getForShare(UUID id) {
        return getLocked(id, LockModeType.PESSIMISTIC_READ);
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
            where.append(" and updatedAt >= :updatedSince");
            parameters.and("updatedSince", filters.updatedSince());
        }
        return page("recordedAt", after, size, where.toString(), parameters);
    }
}
