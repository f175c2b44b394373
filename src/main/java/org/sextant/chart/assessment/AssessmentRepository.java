package org.sextant.chart.assessment;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.record.ChartRepository;
import org.sextant.record.RecordStatus;
import org.sextant.web.representation.Position;

/** The assessments of the clinic's courses. */
@ApplicationScoped
public class AssessmentRepository extends ChartRepository<Assessment> {

    AssessmentRepository() {
        super(Assessment.class, "assessment");
    }

    List<Assessment> ofCourse(UUID courseId, String instrument, Position after, int size) {
        var parameters = Parameters.with("courseId", courseId);
        var where = "courseId = :courseId";
        if (instrument != null) {
            parameters.and("instrument", instrument);
            where += " and instrument = :instrument";
        }
        return page(after, size, where, parameters);
    }

    /**
     * The SQL condition on {@code assessment.answers} that is true where the answers raise the flag of suicidal
     * ideation, false where they do not, and NULL without answers. All numbers come from the instrument's definition.
     */
    public static String showsIdeation(Instrument instrument) {
        var raised = instrument.flags().stream()
                .filter(rule -> rule.flag() == Flag.SUICIDAL_IDEATION)
                .flatMap(rule -> rule.items().stream()
                        .map(item -> "assessment.answers[%d] >= %d".formatted(item, rule.atLeast())))
                .collect(Collectors.joining(" OR "));
        return raised.isEmpty()
                ? "CAST(NULL AS boolean)"
                : "CASE WHEN assessment.answers IS NOT NULL THEN coalesce(%s, false) END".formatted(raised);
    }

    /** The assessments of a course that have answers and are not entered in error, in the order they were taken. */
    List<Assessment> answered(UUID courseId) {
        return list(
                "courseId = ?1 and answers is not null and status <> ?2 order by correctedAt, recordedAt, id",
                courseId,
                RecordStatus.ENTERED_IN_ERROR);
    }

    /**
     * The patient's assessments on these instruments that have answers and are not entered in error, the latest first.
     *
     * @param until assessments that were taken later do not count
     */
    List<Assessment> lastAnswered(UUID patientId, Collection<String> instruments, Instant until, int size) {
        return find(
                        "patientId = ?1 and instrument in ?2 and answers is not null and status <> ?3 and correctedAt <= ?4"
                                + " order by correctedAt desc, recordedAt desc, id desc",
                        patientId,
                        instruments,
                        RecordStatus.ENTERED_IN_ERROR,
                        until)
                .page(0, size)
                .list();
    }

    /** The assessments with these ids, in the order they were taken. */
    List<Assessment> withIds(Collection<UUID> ids) {
        return list("id in ?1 order by correctedAt, recordedAt, id", ids);
    }

    /** The assessments of a course on these instruments that are not entered in error, in the order they were taken. */
    List<Assessment> ofInstruments(UUID courseId, Collection<String> instruments) {
        return list(
                "courseId = ?1 and instrument in ?2 and status <> ?3 order by correctedAt, recordedAt, id",
                courseId,
                instruments,
                RecordStatus.ENTERED_IN_ERROR);
    }

    /**
     * The id of the course of an assessment. The query does not load the assessment, because a course is always locked
     * before its records.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such assessment
     */
    UUID courseOf(UUID id) {
        return getEntityManager()
                .createQuery("select courseId from Assessment where id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(this::notFound);
    }

    /**
     * True where an assessment of the same course and instrument was amended or retracted after {@code assessment} was
     * recorded.
     */
    boolean anyCorrectedSince(Assessment assessment) {
        return count(
                        "courseId = ?1 and instrument = ?2 and changedAt > ?3",
                        assessment.courseId(),
                        assessment.instrument(),
                        assessment.recordedAt())
                > 0;
    }

    /** All scores of a course that are not entered in error, in the order they were taken. */
    public List<Score> scoresOf(UUID courseId) {
        return getEntityManager()
                .createQuery(
                        "select instrument, correctedAt, recordedAt, timepoint, total from Assessment"
                                + " where courseId = :courseId and status <> :error order by correctedAt, recordedAt, id",
                        Score.class)
                .setParameter("courseId", courseId)
                .setParameter("error", RecordStatus.ENTERED_IN_ERROR)
                .getResultList();
    }
}
