package org.sextant.chart.assessment;

/** The point of the course at which an assessment was taken. */
public enum Timepoint {
    BASELINE,
    PRE_SESSION,
    POST_SESSION,
    FOLLOW_UP
}
