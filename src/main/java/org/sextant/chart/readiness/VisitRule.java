package org.sextant.chart.readiness;

/** What no limit of a protocol decides, and the readiness of a patient depends on all the same. */
enum VisitRule {
    /** The course is active. */
    COURSE_ACTIVE,
    /** The patient has an appointment, on the day of the treatment. */
    APPOINTMENT,
    /** No CRITICAL alert of the course waits for somebody. */
    ALERT_OPEN
}
