package org.sextant.chart.session;

/** Where a session is in its life; the only place that knows which step may follow which. */
public enum SessionStatus {
    SCHEDULED,
    CHECKED_IN,
    INFUSING,
    OBSERVING,
    DISCHARGED,
    CANCELLED;

    boolean canBecome(SessionStatus next) {
        return switch (this) {
            case SCHEDULED -> next == CHECKED_IN || next == CANCELLED;
            case CHECKED_IN -> next == INFUSING || next == CANCELLED;
            case INFUSING -> next == OBSERVING;
            case OBSERVING -> next == DISCHARGED;
            case DISCHARGED, CANCELLED -> false;
        };
    }

    /** True while the patient is in the clinic's hands. */
    boolean running() {
        return switch (this) {
            case CHECKED_IN, INFUSING, OBSERVING -> true;
            case SCHEDULED, DISCHARGED, CANCELLED -> false;
        };
    }
}
