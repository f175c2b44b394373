package org.sextant.record;

/** Whether a record is valid. */
public enum RecordStatus {
    /** Valid, as first recorded. */
    FINAL,
    /** Valid, with corrected content; earlier versions are stored. */
    AMENDED,
    /** Withdrawn with a reason; stored and readable, but excluded from summaries. */
    ENTERED_IN_ERROR
}
