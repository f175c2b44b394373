package org.sextant.record;

/** Whether what was recorded still stands. */
public enum RecordStatus {
    /** As first recorded. */
    FINAL,
    /** Corrected since; the old content is kept. */
    AMENDED,
    /** Withdrawn with a reason; kept and readable, and in no summary. */
    ENTERED_IN_ERROR
}
