package org.sextant.chart.course;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.UUID;
import org.sextant.identity.Caller;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.ETag;

/** Moves courses to later revisions of their protocols. Each method is one transaction. */
@ApplicationScoped
@Transactional
class CourseRevisionService {

    private final CourseRepository courses;
    private final ProtocolRepository protocols;
    private final SessionsOfCourse sessions;
    private final Caller caller;
    private final InstantSource time;

    CourseRevisionService(
            CourseRepository courses,
            ProtocolRepository protocols,
            SessionsOfCourse sessions,
            Caller caller,
            InstantSource time) {
        this.courses = courses;
        this.protocols = protocols;
        this.sessions = sessions;
        this.caller = caller;
        this.time = time;
    }

    /** A retry, by the same person with the same content, changes nothing and needs no present ETag. */
    Course change(UUID id, String ifMatch, ChangeRevision request) {
        var course = courses.getForUpdate(id);
        if (course.isMovedBy(request, caller.subject())) {
            return course;
        }
        ETag.check(ifMatch, course.version());
        course.requireOpen();
        if (sessions.anyRunning(course)) {
            throw CourseProblem.SESSION_RUNNING.because("A session of the course is under way.");
        }
        requireLater(course, request.revision());
        course.follow(new RevisionChange(
                course.protocolRevision(), request.revision(), request.reason(), time.instant(), caller.subject()));
        sessions.followRevision(course);
        courses.flush();
        return course;
    }

    /** A correction changes limits. Another drug or route is another treatment, and needs a course of its own. */
    private void requireLater(Course course, int revision) {
        if (revision <= course.protocolRevision()) {
            throw Violations.of("/revision", "must be later than the revision of the course");
        }
        var later = protocols
                .findRevision(course.protocol(), revision)
                .orElseThrow(() -> Violations.of("/revision", "is not a revision of the course's protocol"))
                .rules();
        var present = protocols.rules(course.protocol(), course.protocolRevision());
        new Violations()
                .rejectIf(
                        later.drug() != present.drug() || later.route() != present.route(),
                        "/revision",
                        "must be of the same drug and route as the revision of the course")
                .refuse();
    }
}
