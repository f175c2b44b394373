package org.sextant.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.sextant.clinic.DeviceTime;
import org.sextant.clinic.Provenance;
import org.sextant.course.CourseRepository;
import org.sextant.problem.Violations;
import org.sextant.session.SessionRepository;

/** What staff can do with assessments. */
@ApplicationScoped
class AssessmentService {

    private final AssessmentRepository assessments;
    private final Instruments instruments;
    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final DeviceTime deviceTime;

    AssessmentService(
            AssessmentRepository assessments,
            Instruments instruments,
            CourseRepository courses,
            SessionRepository sessions,
            DeviceTime deviceTime) {
        this.assessments = assessments;
        this.instruments = instruments;
        this.courses = courses;
        this.sessions = sessions;
        this.deviceTime = deviceTime;
    }

    /** One transaction. */
    @Transactional
    Assessment record(UUID courseId, Provenance provenance, RecordAssessment request) {
        var course = courses.get(courseId);
        var instrument = instruments
                .find(request.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "must be one of " + instruments.codes()));
        deviceTime.requirePast(request.takenAt(), "/takenAt");
        var total = request.score(instrument);
        new Violations()
                .when(!isOf(courseId, request.sessionId()), "/sessionId", "is not a session of this course")
                .refuse();
        return assessments.add(new Assessment(provenance, course, request, total));
    }

    private boolean isOf(UUID courseId, UUID sessionId) {
        return sessionId == null
                || sessions.find(sessionId)
                        .filter(session -> session.courseId().equals(courseId))
                        .isPresent();
    }

    /** What assessments of a course are compared with; two statements, however many there are. */
    Baselines baselines(UUID courseId) {
        return new Baselines(assessments.scoresOf(courseId), sessions.progressOf(courseId));
    }

    AssessmentView view(Assessment assessment, Baselines baselines) {
        return AssessmentView.of(
                assessment, instruments.find(assessment.instrument()).orElseThrow(), baselines);
    }
}
