package org.sextant.compliance.rems;

/** Whether staff have submitted the monitoring form of a session. */
enum RemsStatus {
    /** Not submitted, before the deadline. */
    DUE,
    /** Not submitted, at or after the deadline. */
    OVERDUE,
    SUBMITTED
}
