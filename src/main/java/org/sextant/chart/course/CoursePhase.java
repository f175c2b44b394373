package org.sextant.chart.course;

/** The first series of sessions (induction), or single sessions that maintain its effect (maintenance). */
public enum CoursePhase {
    INDUCTION,
    MAINTENANCE
}
