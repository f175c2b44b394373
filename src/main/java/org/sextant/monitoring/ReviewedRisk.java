package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sextant.chart.assessment.IdeationScores;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.session.SuicideRiskOfPatient;
import org.sextant.rules.safety.SuicideRiskFacts;

/** Compares the scores that ask for suicidal ideation with the reviews of their alerts. */
@ApplicationScoped
class ReviewedRisk implements SuicideRiskOfPatient {

    /** A device's clock may be this far ahead of the service's clock. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final IdeationScores scores;
    private final AlertRepository alerts;
    private final CourseRepository courses;
    private final AlertRaiser raiser;
    private final InstantSource time;

    ReviewedRisk(
            IdeationScores scores,
            AlertRepository alerts,
            CourseRepository courses,
            AlertRaiser raiser,
            InstantSource time) {
        this.scores = scores;
        this.alerts = alerts;
        this.courses = courses;
        this.raiser = raiser;
        this.time = time;
    }

    /** An answer with the review of it. */
    private record Reviewed(Review.Answer answer, Review review) {

        /** The last answer, not the last review: a prescriber may review an older alert afterwards. */
        static final Comparator<Reviewed> ORDER = Comparator.<Reviewed, Instant>comparing(
                        reviewed -> reviewed.answer().takenAt())
                .thenComparing(reviewed -> reviewed.review().reviewedAt());
    }

    @Override
    public SuicideRiskFacts riskOf(UUID patientId, UUID courseId, Instant until) {
        var asked = scores.lastAsked(patientId, happenedBy(until), raiser.zone());
        var reviewed = asked.stream().anyMatch(IdeationScores.Asked::flagged)
                ? reviewedIn(patientId, courseId)
                : List.<Reviewed>of();
        return new SuicideRiskFacts(asked.stream()
                .map(score -> new SuicideRiskFacts.Asked(
                        score.instrument(),
                        score.takenAt(),
                        score.flagged(),
                        score.answer(),
                        scores.rank(score.instrument(), score.severity()),
                        last(score, reviewed)))
                .toList());
    }

    /** A score that a clock ahead of the service's reported counts for a step that is executed now. */
    private Instant happenedBy(Instant until) {
        var now = time.instant();
        var ahead = now.plus(AHEAD);
        return until.isAfter(now.minus(AHEAD)) && until.isBefore(ahead) ? ahead : until;
    }

    /** The reviews of the course: of its own alerts, and of the patient's other alerts since the course was planned. */
    private List<Reviewed> reviewedIn(UUID patientId, UUID courseId) {
        var planned = courses.get(courseId).recordedAt();
        return alerts.reviewedOf(patientId).stream()
                .flatMap(alert -> alert.reviews().stream()
                        .filter(review -> alert.courseId().equals(courseId)
                                || !review.reviewedAt().isBefore(planned)))
                .flatMap(ReviewedRisk::answersOf)
                .toList();
    }

    private static Stream<Reviewed> answersOf(Review review) {
        return review.answers().stream().map(answer -> new Reviewed(answer, review));
    }

    private SuicideRiskFacts.Reviewed last(IdeationScores.Asked score, List<Reviewed> reviewed) {
        return reviewed.stream()
                .filter(one -> one.answer().instrument().equals(score.instrument()))
                .max(Reviewed.ORDER)
                .map(one -> new SuicideRiskFacts.Reviewed(
                        one.review().decision(),
                        one.answer().answer(),
                        scores.rank(score.instrument(), one.answer().severity()),
                        one.review().reviewedAt()))
                .orElse(null);
    }
}
