package org.sextant.chart.course;

import java.time.Instant;
import java.util.Optional;

/** The queries and commands of a course for its sessions. The schedule package implements this interface. */
public interface SessionsOfCourse {

    /** The number of sessions of the course, without cancelled sessions. */
    long count(Course course);

    /** The first appointment of the course that is not cancelled. */
    Optional<Instant> firstAppointment(Course course);

    /** True where a session of the course is CHECKED_IN, INFUSING or OBSERVING. */
    boolean anyRunning(Course course);

    /** Moves the scheduled sessions to the revision of the course. Sessions that have begun keep theirs. */
    void followRevision(Course course);

    /** Cancels the scheduled sessions, because the course has ended. */
    void cancelScheduled(Course course, String reason);
}
