package org.sextant.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.Amendment;
import org.sextant.clinic.Corrections;
import org.sextant.clinic.DeviceTime;
import org.sextant.clinic.Provenance;
import org.sextant.course.Course;
import org.sextant.course.CourseRepository;
import org.sextant.http.MergePatch;
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
    private final AssessmentWatch watch;
    private final Corrections corrections;
    private final MergePatch mergePatch;

    AssessmentService(
            AssessmentRepository assessments,
            Instruments instruments,
            CourseRepository courses,
            SessionRepository sessions,
            DeviceTime deviceTime,
            AssessmentWatch watch,
            Corrections corrections,
            MergePatch mergePatch) {
        this.assessments = assessments;
        this.instruments = instruments;
        this.courses = courses;
        this.sessions = sessions;
        this.deviceTime = deviceTime;
        this.watch = watch;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
    }

    /** One transaction. */
    @Transactional
    Assessment record(UUID courseId, Provenance provenance, RecordAssessment request) {
        var course = courses.getForChange(courseId);
        var assessment = assessments.add(new Assessment(provenance, course, request, checkedTotal(courseId, request)));
        if (!flags(assessment).isEmpty()) {
            watch.flagsChanged(course, flagged(courseId), "An assessment that came in later");
        }
        return assessment;
    }

    /** One transaction. */
    @Transactional
    Assessment amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var course = courses.getForChange(assessments.courseOf(id));
        var assessment = assessments.getForChange(id);
        var change = corrections.of(assessment, ifMatch, amendment.reason());
        var content = mergePatch.apply(assessment.content(), amendment.changes());
        assessment.amend(content, checkedTotal(course.id(), content), change);
        return judged(course, assessment, change.reason());
    }

    /** One transaction. */
    @Transactional
    Assessment retract(UUID id, String ifMatch, String reason) {
        var course = courses.getForChange(assessments.courseOf(id));
        var assessment = assessments.getForChange(id);
        assessment.retract(corrections.of(assessment, ifMatch, reason));
        return judged(course, assessment, reason);
    }

    private Assessment judged(Course course, Assessment assessment, String reason) {
        assessments.flush();
        watch.flagsChanged(course, flagged(course.id()), reason);
        return assessment;
    }

    private List<FlaggedAssessment> flagged(UUID courseId) {
        return assessments.answered(courseId).stream()
                .filter(one -> flags(one).contains(Flag.SUICIDAL_IDEATION))
                .map(one -> new FlaggedAssessment(one.id(), one.sessionId(), one.instrument(), one.takenAt()))
                .toList();
    }

    private List<Flag> flags(Assessment assessment) {
        return instruments.find(assessment.instrument()).orElseThrow().flags(assessment.answers());
    }

    private int checkedTotal(UUID courseId, RecordAssessment content) {
        var instrument = instruments
                .find(content.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "must be one of " + instruments.codes()));
        deviceTime.requirePast(content.takenAt(), "/takenAt");
        var total = content.score(instrument);
        new Violations()
                .when(!isOf(courseId, content.sessionId()), "/sessionId", "is not a session of this course")
                .refuse();
        return total;
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

    AssessmentView view(Assessment assessment) {
        return view(assessment, baselines(assessment.courseId()));
    }

    AssessmentView view(Assessment assessment, Baselines baselines) {
        return AssessmentView.of(
                assessment, instruments.find(assessment.instrument()).orElseThrow(), baselines);
    }
}
