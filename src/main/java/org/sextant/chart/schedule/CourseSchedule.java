package org.sextant.chart.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sextant.chart.course.Course;
import org.sextant.chart.course.CourseRepository;
import org.sextant.chart.course.RecordTimes;
import org.sextant.chart.course.SessionsOfCourse;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionProblem;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.step.Cancelled;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.Provenance;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.record.clinic.WallClock;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.protocol.SchedulePlan.Phase;

/**
 * Schedules the sessions of a course. Each method is one transaction that locks the course, so that session numbers
 * have no gaps.
 */
@ApplicationScoped
@Transactional
class CourseSchedule implements SessionsOfCourse {

    private final CourseRepository courses;
    private final SessionRepository sessions;
    private final IdempotentCreate creates;
    private final ProtocolRepository protocols;
    private final ClinicProfiles clinics;
    private final RecordTimes times;
    private final InstantSource time;

    CourseSchedule(
            CourseRepository courses,
            SessionRepository sessions,
            IdempotentCreate creates,
            ProtocolRepository protocols,
            ClinicProfiles clinics,
            RecordTimes times,
            InstantSource time) {
        this.courses = courses;
        this.sessions = sessions;
        this.creates = creates;
        this.protocols = protocols;
        this.clinics = clinics;
        this.times = times;
        this.time = time;
    }

    /** Adds one session with the lowest free number. */
    Session schedule(UUID courseId, Provenance provenance, ScheduleSession request) {
        var course = openCourse(courseId);
        requireBorn(course, request.scheduledAt(), "/scheduledAt");
        return sessions.add(new Session(provenance, course, freeNumbers(course).get(0), request.scheduledAt()));
    }

    /** Adds one session for each free number of the course, all at one time of the day. */
    List<Session> scheduleAll(UUID courseId, ScheduleCourse request) {
        var course = openCourse(courseId);
        var phases = protocols
                .rules(course.protocol(), course.protocolRevision())
                .schedule()
                .phases();
        request.check(!phases.isEmpty());
        var zone = request.timeZone() == null ? clinics.zone() : ZoneId.of(request.timeZone());
        var first = request.firstAt() == null ? request.firstLocal() : WallClock.local(request.firstAt(), zone);
        requireBorn(course, WallClock.instant(first, zone), request.firstAt() == null ? "/firstLocal" : "/firstAt");
        var numbers = freeNumbers(course);
        var days = days(request, phases, first.toLocalDate(), numbers);
        var scheduled = new ArrayList<Session>();
        for (var i = 0; i < numbers.size(); i++) {
            // Of a time that the clock shows twice, the client may mean the second, and says so by the moment.
            var at = days.get(i) == 0 && request.firstAt() != null
                    ? request.firstAt()
                    : WallClock.instant(first.plusDays(days.get(i)), zone);
            var number = numbers.get(i);
            scheduled.add(new Session(
                    creates.provenance(null, List.of(courseId, number, at)), course, number, at, request.timeZone()));
        }
        sessions.persist(scheduled);
        sessions.flush();
        return scheduled;
    }

    private void requireBorn(Course course, Instant at, String pointer) {
        times.requireBorn(course.patientId(), course.origin().earlier(), at, pointer);
    }

    private static List<Long> days(ScheduleCourse request, List<Phase> phases, LocalDate first, List<Integer> numbers) {
        if (request.everyDays() != null) {
            return AppointmentDays.every(request.everyDays(), numbers.size());
        }
        return request.weekdays() == null
                ? AppointmentDays.of(phases, numbers)
                : AppointmentDays.on(request.weekdays(), first, numbers.size());
    }

    @Override
    public long count(Course course) {
        return sessions.numbersOf(course.id()).size();
    }

    @Override
    public Optional<Instant> firstAppointment(Course course) {
        return sessions.firstAppointment(course.id());
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

    @Override
    public void followRevision(Course course) {
        var now = time.instant();
        sessions.scheduledForUpdate(course.id())
                .forEach(session -> session.followRevision(course.protocolRevision(), now));
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
