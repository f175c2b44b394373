package org.sextant.chart.course;

/** The queries and commands of a course for its sessions. The schedule package implements this interface. */
public interface SessionsOfCourse {

    /** The number of sessions of the course, without cancelled sessions. */
    long count(Course course);

    /** True where a session of the course is CHECKED_IN, INFUSING or OBSERVING. */
    boolean anyRunning(Course course);

    /** Cancels the scheduled sessions, because the course has ended. */
    void cancelScheduled(Course course, String reason);
}
