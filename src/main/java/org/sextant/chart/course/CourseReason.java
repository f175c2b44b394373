package org.sextant.chart.course;

/** Why a course was planned. */
public enum CourseReason {
    /** The first course of the patient. */
    FIRST,
    /** To keep a response. */
    MAINTENANCE,
    /** Because a response was lost. */
    RELAPSE,
    /** To go on with a course that ended, such as after a break or with another protocol. */
    CONTINUATION,
    OTHER
}
