package org.sextant.chart.assessment;

/** Where in a course an assessment was taken. */
public enum Timepoint {
    BASELINE,
    PRE_SESSION,
    POST_SESSION,
    FOLLOW_UP
}
