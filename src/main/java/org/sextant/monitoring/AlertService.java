package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.assessment.IdeationScores;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.session.SessionRepository;
import org.sextant.identity.Caller;
import org.sextant.rules.safety.AlertKind;
import org.sextant.web.representation.ETag;

/** Acknowledges and reviews alerts. Each method is one transaction. */
@ApplicationScoped
@Transactional
class AlertService {

    private final AlertRepository alerts;
    private final SessionRepository sessions;
    private final CourseRepository courses;
    private final IdeationScores scores;
    private final Caller caller;
    private final InstantSource time;

    AlertService(
            AlertRepository alerts,
            SessionRepository sessions,
            CourseRepository courses,
            IdeationScores scores,
            Caller caller,
            InstantSource time) {
        this.alerts = alerts;
        this.sessions = sessions;
        this.courses = courses;
        this.scores = scores;
        this.caller = caller;
        this.time = time;
    }

    Alert acknowledge(UUID id, String ifMatch, AcknowledgeAlert request) {
        lockSubject(alerts.subjectOf(id));
        var alert = alerts.getForUpdate(id);
        // A retry carries the version from before the first attempt, so its If-Match is not checked.
        if (!alert.isAcknowledgedBy(caller.subject(), request.note())) {
            ETag.check(ifMatch, alert.version());
        }
        alert.acknowledge(caller.subject(), request.note(), time.instant());
        alerts.flush();
        return alert;
    }

    Alert review(UUID id, String ifMatch, ReviewAlert request) {
        lockSubject(alerts.subjectOf(id));
        var alert = alerts.getForUpdate(id);
        var review = new Review(
                request.decision(),
                request.safetyPlan(),
                request.note(),
                time.instant(),
                caller.subject(),
                alert.kind() == AlertKind.SUICIDAL_IDEATION ? answers(alert) : List.of());
        if (!alert.isReviewedAs(review)) {
            ETag.check(ifMatch, alert.version());
        }
        alert.review(review);
        alerts.flush();
        return alert;
    }

    private List<Review.Answer> answers(Alert alert) {
        return scores.lastOf(alert.sources()).stream()
                .map(asked -> new Review.Answer(asked.instrument(), asked.takenAt(), asked.answer(), asked.severity()))
                .toList();
    }

    /** A change of a session or a course locks it and updates its alerts: this lock keeps the two updates apart. */
    private void lockSubject(Alert.Subject subject) {
        courses.getForUpdate(subject.courseId());
        if (subject.sessionId() != null) {
            sessions.getForUpdate(subject.sessionId());
        }
    }
}
