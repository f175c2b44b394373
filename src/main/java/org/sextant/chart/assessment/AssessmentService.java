package org.sextant.chart.assessment;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sextant.chart.assessment.Assessment.Scored;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.RecordTimes;
import org.sextant.chart.session.SessionRepository;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.Violations;

/** Records, amends and retracts assessments. Each write is one transaction that locks the course. */
@ApplicationScoped
class AssessmentService implements Intake<RecordAssessment> {

    private static final String LATER = "An assessment that came in later";

    private final AssessmentRepository assessments;
    private final Instruments instruments;
    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;
    private final DeviceTime deviceTime;
    private final RecordTimes times;
    private final AssessmentWatch watch;
    private final Corrections corrections;
    private final MergePatch mergePatch;

    AssessmentService(
            AssessmentRepository assessments,
            Instruments instruments,
            CourseRepository courses,
            SessionRepository sessions,
            IdempotentCreate creates,
            DeviceTime deviceTime,
            RecordTimes times,
            AssessmentWatch watch,
            Corrections corrections,
            MergePatch mergePatch) {
        this.assessments = assessments;
        this.instruments = instruments;
        this.courses = courses;
        this.sessions = sessions;
        this.creates = creates;
        this.deviceTime = deviceTime;
        this.times = times;
        this.watch = watch;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
    }

    @Transactional
    Assessment record(UUID courseId, Provenance provenance, RecordAssessment request) {
        var course = courses.getForUpdate(courseId);
        var assessment = assessments.add(assessment(course, provenance, request));
        if (!flags(assessment).isEmpty()) {
            watch.flagsChanged(course, flagged(courseId), LATER);
        }
        if (measures().contains(assessment.instrument())) {
            watch.measuresChanged(course, measured(courseId), LATER);
        }
        return assessment;
    }

    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID courseId, List<PendingCreate<RecordAssessment>> requests) {
        var course = courses.findForUpdate(courseId).orElse(null);
        if (course == null) {
            return CreateResult.ofNothing(requests);
        }
        var results = creates.executeAll(
                requests, assessments, pending -> assessment(course, pending.provenance(), pending.request()));
        if (CreateResult.anyCreated(results)) {
            updateAlerts(course, LATER);
        }
        return results;
    }

    private Assessment assessment(Course course, Provenance provenance, RecordAssessment request) {
        var taken = deviceTime.read(request.takenAt(), "/takenAt", clocksOf(course, request));
        times.check(course.origin(), taken.corrected(), request.historic(), "/takenAt");
        return new Assessment(provenance, course, request, new Scored(total(request), taken));
    }

    @Override
    public Kind kind() {
        return Kind.ASSESSMENT;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER, INTEGRATION);
    }

    @Override
    public Class<RecordAssessment> request() {
        return RecordAssessment.class;
    }

    @Transactional
    Assessment amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        var course = courses.getForUpdate(assessments.courseOf(id));
        var assessment = assessments.getForUpdate(id);
        var change = corrections.of(assessment, ifMatch, amendment.reason());
        var content = amendment.apply(mergePatch, assessment.content());
        var taken = deviceTime.reread(assessment.moment(), content.takenAt(), "/takenAt", clocksOf(course, content));
        if (!taken.corrected().equals(assessment.at())) {
            times.check(course.origin(), taken.corrected(), content.historic(), "/takenAt");
        }
        assessment.amend(content, new Scored(total(content), taken), change);
        return withAlerts(course, assessment, change.reason());
    }

    @Transactional
    Assessment retract(UUID id, String ifMatch, String reason) {
        var course = courses.getForUpdate(assessments.courseOf(id));
        var assessment = assessments.getForUpdate(id);
        assessment.retract(corrections.of(assessment, ifMatch, reason));
        return withAlerts(course, assessment, reason);
    }

    private Assessment withAlerts(Course course, Assessment assessment, String reason) {
        assessments.flush();
        updateAlerts(course, reason);
        return assessment;
    }

    private void updateAlerts(Course course, String reason) {
        watch.flagsChanged(course, flagged(course.id()), reason);
        watch.measuresChanged(course, measured(course.id()), reason);
    }

    private List<SessionMeasure> measured(UUID courseId) {
        return assessments.ofInstruments(courseId, measures()).stream()
                .map(assessment -> new SessionMeasure(
                        assessment.id(),
                        assessment.sessionId(),
                        assessment.instrument(),
                        assessment.total(),
                        assessment.at(),
                        assessment.recordedAt()))
                .toList();
    }

    /** The codes of the instruments that describe a session. */
    private List<String> measures() {
        return instruments.all().stream()
                .filter(instrument -> instrument.use() == Instrument.Use.SESSION_MEASURE)
                .map(Instrument::code)
                .toList();
    }

    private List<FlaggedAssessment> flagged(UUID courseId) {
        return assessments.answered(courseId).stream()
                .filter(assessment -> flags(assessment).contains(Flag.SUICIDAL_IDEATION))
                .map(assessment -> new FlaggedAssessment(
                        assessment.id(),
                        assessment.sessionId(),
                        assessment.instrument(),
                        instruments
                                .find(assessment.instrument())
                                .orElseThrow()
                                .shown(Flag.SUICIDAL_IDEATION, assessment.answers()),
                        assessment.at(),
                        assessment.recordedAt()))
                .toList();
    }

    private List<Flag> flags(Assessment assessment) {
        return instruments.find(assessment.instrument()).orElseThrow().flags(assessment.answers());
    }

    private int total(RecordAssessment content) {
        var instrument = instruments
                .find(content.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "must be one of " + instruments.codes()));
        return content.score(instrument);
    }

    /** The clocks of the session, which is locked after the course; the service's clock where there is no session. */
    private Clocks clocksOf(Course course, RecordAssessment content) {
        return content.sessionId() == null
                ? Clocks.SERVICE
                : sessions.findForUpdate(content.sessionId())
                        .filter(session -> session.courseId().equals(course.id()))
                        .orElseThrow(() -> Violations.of("/sessionId", "is not a session of this course"));
    }

    /**
     * The baselines of a course. The method executes three SQL statements for any number of assessments, and two more
     * where the baselines are those of another course.
     */
    Baselines baselines(UUID courseId) {
        var baselineCourse = courses.baselineCourse(courseId);
        return ofCourse(courseId, baselineCourse.equals(courseId) ? null : ofCourse(baselineCourse, null));
    }

    private Baselines ofCourse(UUID courseId, Baselines inherited) {
        return new Baselines(assessments.scoresOf(courseId), sessions.progressOf(courseId), inherited);
    }

    AssessmentView view(Assessment assessment) {
        return view(assessment, baselines(assessment.courseId()));
    }

    AssessmentView view(Assessment assessment, Baselines baselines) {
        return AssessmentView.of(
                assessment, instruments.find(assessment.instrument()).orElseThrow(), baselines);
    }
}
