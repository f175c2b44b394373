package org.sextant.chart.course;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.record.ClinicRepository;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.web.representation.Position;

/** The clearances of the clinic's courses. */
@ApplicationScoped
class ClearanceRepository extends ClinicRepository<Clearance> {

    List<Clearance> ofCourse(UUID courseId, Position after, int size) {
        return page("recordedAt", after, size, "courseId = :courseId", Parameters.with("courseId", courseId));
    }

    /** The kinds of clearances that are recorded for a course. */
    Set<ClearanceKind> kindsOf(UUID courseId) {
        return getEntityManager()
                .createQuery("select distinct kind from Clearance where courseId = :courseId", ClearanceKind.class)
                .setParameter("courseId", courseId)
                .getResultStream()
                .collect(Collectors.toSet());
    }
}
