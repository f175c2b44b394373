package org.sextant.chart.course;

/** The first series of sessions, or single ones that keep up its effect. */
public enum CoursePhase {
    INDUCTION,
    MAINTENANCE
}
