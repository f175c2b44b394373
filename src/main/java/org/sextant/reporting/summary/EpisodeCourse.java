package org.sextant.reporting.summary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.chart.assessment.Score;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.chart.course.CourseStatus;
import org.sextant.rules.protocol.Drug;

/**
 * A course with its place in an episode.
 *
 * @param episodeId the id of the first course of the episode
 * @param activatedAt null before the activation
 * @param firstStart the start of the first infusion, or null
 */
public record EpisodeCourse(
        UUID episodeId,
        UUID id,
        UUID patientId,
        CourseStatus status,
        CoursePhase phase,
        CourseReason reason,
        String protocol,
        Drug drug,
        Instant activatedAt,
        Instant endedAt,
        Instant firstStart) {

    /**
     * The courses of an episode with their scores on one instrument.
     *
     * @param courses in order
     * @param scores of the instrument, by course, in the order in which they were taken
     */
    public static Episode scored(List<EpisodeCourse> courses, Map<UUID, List<Score>> scores) {
        return new Episode(courses.stream()
                .map(course -> new Episode.Member(
                        course.phase(),
                        course.reason(),
                        course.activatedAt(),
                        course.firstStart(),
                        scores.getOrDefault(course.id(), List.of())))
                .toList());
    }

    /** The place of a course among the courses of its episode. */
    public static int placeOf(UUID courseId, List<EpisodeCourse> courses) {
        return courses.stream().map(EpisodeCourse::id).toList().indexOf(courseId);
    }
}
