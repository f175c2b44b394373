package org.sextant.chart.readiness;

/** What no limit of a protocol decides, and the readiness of a patient depends on all the same. */
enum VisitRule {
    /** The patient has no other active course, so that this one can be activated. */
    ONE_ACTIVE_COURSE,
    /** The course is active. */
    COURSE_ACTIVE,
    /** The patient has an appointment, on the day of the treatment. */
    APPOINTMENT,
    /** No CRITICAL alert of the course waits for somebody. */
    ALERT_OPEN
}
