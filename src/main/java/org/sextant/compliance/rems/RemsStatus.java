package org.sextant.compliance.rems;

/** Whether the form of a session has been sent in. */
enum RemsStatus {
    /** Not yet, and there is time. */
    DUE,
    /** Not yet, and the deadline is over. */
    OVERDUE,
    SUBMITTED
}
