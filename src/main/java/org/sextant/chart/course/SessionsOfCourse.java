package org.sextant.chart.course;

/** What a course asks of its sessions, without knowing what they are. */
public interface SessionsOfCourse {

    /** How many sessions there are, cancelled ones not counted. */
    long count(Course course);

    /** True while a patient is checked in, infused or observed. */
    boolean anyRunning(Course course);

    /** Cancels what is only scheduled, because the course has ended. */
    void cancelScheduled(Course course, String reason);
}
