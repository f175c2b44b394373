package org.sextant.chart.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.SessionsOfCourse;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionProblem;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.step.Cancelled;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Provenance;

/**
 * Schedules the sessions of a course. Each method is one transaction that locks the course, so that session numbers
 * have no gaps.
 */
@ApplicationScoped
@Transactional
class CourseSchedule implements SessionsOfCourse {

    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final IdempotentCreate creation;
    private final InstantSource time;

    CourseSchedule(
            CourseRepository courses, SessionRepository sessions, IdempotentCreate creation, InstantSource time) {
        this.courses = courses;
        this.sessions = sessions;
        this.creation = creation;
        this.time = time;
    }

    /** Adds one session with the lowest free number. */
    Session schedule(UUID courseId, Provenance provenance, ScheduleSession request) {
        var course = openCourse(courseId);
        return sessions.add(new Session(provenance, course, freeNumbers(course).get(0), request.scheduledAt()));
    }

    /** Adds one session for each free number of the course, at the requested interval. */
    List<Session> scheduleAll(UUID courseId, ScheduleCourse request) {
        var course = openCourse(courseId);
        var scheduled = new ArrayList<Session>();
        for (var number : freeNumbers(course)) {
            Instant at = request.firstAt().plus(Duration.ofDays((long) request.everyDays() * scheduled.size()));
            scheduled.add(new Session(creation.provenance(null, List.of(courseId, number, at)), course, number, at));
        }
        sessions.persist(scheduled);
        sessions.flush();
        return scheduled;
    }

    @Override
    public long count(Course course) {
        return sessions.numbersOf(course.id()).size();
    }

    @Override
    public boolean anyRunning(Course course) {
        return sessions.anyRunning(course.id());
    }

    @Override
    public void cancelScheduled(Course course, String reason) {
        var cancelled = new Cancelled(time.instant(), reason, false);
        sessions.scheduledForUpdate(course.id()).forEach(session -> session.cancel(cancelled));
    }

    private Course openCourse(UUID courseId) {
        var course = courses.getForUpdate(courseId);
        course.requireOpen();
        return course;
    }

    private List<Integer> freeNumbers(Course course) {
        var used = sessions.numbersOf(course.id());
        if (used.size() >= course.plannedSessions()) {
            throw SessionProblem.COURSE_FULL.because("The course has all its planned sessions.");
        }
        return IntStream.iterate(1, number -> number + 1)
                .filter(number -> !used.contains(number))
                .limit(course.plannedSessions() - used.size())
                .boxed()
                .toList();
    }
}
