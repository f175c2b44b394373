package org.sextant.chart.course;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.identity.Caller;
import org.sextant.record.Provenance;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.safety.ClearanceRules;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.ETag;

/** Plans, edits and ends courses. Each method is one transaction. */
@ApplicationScoped
@Transactional
class CourseService {

    private final CourseRepository courses;
    private final CourseChart chart;
    private final ProtocolRepository protocols;
    private final SessionsOfCourse sessions;
    private final Caller caller;
    private final MergePatch mergePatch;
    private final InstantSource time;

    CourseService(
            CourseRepository courses,
            CourseChart chart,
            ProtocolRepository protocols,
            SessionsOfCourse sessions,
            Caller caller,
            MergePatch mergePatch,
            InstantSource time) {
        this.courses = courses;
        this.chart = chart;
        this.protocols = protocols;
        this.sessions = sessions;
        this.caller = caller;
        this.mergePatch = mergePatch;
        this.time = time;
    }

    Course plan(Provenance provenance, PlanCourse request) {
        var protocol = protocols
                .findLatest(request.protocol())
                .orElseThrow(() ->
                        Violations.of("/protocol", "is not a protocol of the clinic; GET /v1/protocols lists them"));
        var details = request.details(protocol.rules().plannedSessions());
        try {
            return courses.add(new Course(provenance, request.patientId(), previous(request), protocol, details));
        } catch (ConstraintViolationException violation) {
            throw switch (CourseRepository.constraint(violation)) {
                case "course_patient" -> Violations.of("/patientId", "is not a patient of the clinic");
                case "course_successor_once" ->
                    CourseProblem.HAS_SUCCESSOR.because("Another course continues the course of previousCourseId.");
                default -> violation;
            };
        }
    }

    /** The course that the new course continues; null where the request names none. */
    private Course previous(PlanCourse request) {
        return request.previousCourseId() == null
                ? null
                : courses.find(request.previousCourseId())
                        .filter(course -> course.patientId().equals(request.patientId()))
                        .orElseThrow(() -> Violations.of("/previousCourseId", "is not a course of this patient"));
    }

    Course edit(UUID id, String ifMatch, JsonNode patch) {
        var course = courses.getForUpdate(id);
        ETag.require(ifMatch, course.version());
        var details = mergePatch.apply(course.details(), patch);
        new Violations()
                .rejectIf(
                        details.plannedSessions() < course.plannedSessions()
                                && details.plannedSessions() < sessions.count(course),
                        "/plannedSessions",
                        "must not be less than the sessions that the course has")
                .refuse();
        course.edit(details, time.instant());
        courses.flush();
        return course;
    }

    Course activate(UUID id, String ifMatch, ActivateCourse step) {
        var course = courses.getForUpdate(id);
        ETag.check(ifMatch, course.version());
        course.requirePlanned();
        var now = time.instant();
        var verdicts = chart.verdictsOfActivation(course, now);
        if (step.overrideReason() == null) {
            requireClearances(verdicts);
        }
        SafetyGate.requirePassed(verdicts, step.overrideReason(), caller);
        course.activate(new Activated(step.overrideReason(), Verdict.remarkable(verdicts)), now);
        try {
            courses.flush();
        } catch (ConstraintViolationException violation) {
            if (!"course_active_once".equals(CourseRepository.constraint(violation))) {
                throw violation;
            }
            throw CourseProblem.ACTIVE_COURSE_EXISTS.because("The patient has another active course.");
        }
        return course;
    }

    Course complete(UUID id, String ifMatch) {
        var course = courses.getForUpdate(id);
        ETag.check(ifMatch, course.version());
        course.complete(time.instant());
        endSessions(course, "Course completed");
        return course;
    }

    Course discontinue(UUID id, String ifMatch, DiscontinueCourse request) {
        var course = courses.getForUpdate(id);
        ETag.check(ifMatch, course.version());
        course.discontinue(request.reason(), request.endReason(), time.instant());
        endSessions(course, "Course discontinued");
        return course;
    }

    /** Clients of the first contract know this problem, whatever else blocks. */
    private static void requireClearances(List<Verdict> verdicts) {
        var missing = ClearanceRules.blockedKinds(verdicts);
        if (!missing.isEmpty()) {
            throw CourseProblem.CLEARANCE_MISSING
                    .because("The protocol requires more clearances; see missing.")
                    .with("missing", missing)
                    .with("rules", Verdict.blocking(verdicts));
        }
    }

    private void endSessions(Course course, String reason) {
        if (sessions.anyRunning(course)) {
            throw CourseProblem.SESSION_RUNNING.because("A session of the course is under way.");
        }
        sessions.cancelScheduled(course, reason);
        courses.flush();
    }
}
