package org.sextant.assessment;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.ClinicRepository;
import org.sextant.clinic.RecordStatus;
import org.sextant.http.Position;

/** The assessments of the clinic's courses. */
@ApplicationScoped
public class AssessmentRepository extends ClinicRepository<Assessment> {

    List<Assessment> ofCourse(UUID courseId, String instrument, Position after, int size) {
        var parameters = Parameters.with("courseId", courseId);
        var where = "courseId = :courseId";
        if (instrument != null) {
            parameters.and("instrument", instrument);
            where += " and instrument = :instrument";
        }
        return page("takenAt", after, size, where, parameters);
    }

    /** All scores of a course that stand, in no order. */
    public List<Score> scoresOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select instrument, takenAt, recordedAt, timepoint, total from Assessment"
                                + " where courseId = :courseId and status <> :error",
                        Score.class)
                .setParameter("courseId", courseId)
                .setParameter("error", RecordStatus.ENTERED_IN_ERROR)
                .getResultList();
    }
}
