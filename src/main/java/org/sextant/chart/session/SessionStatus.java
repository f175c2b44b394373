package org.sextant.chart.session;

/** The states of a session. Only this type defines which state may follow which. */
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

    /** True from the check-in to the discharge. */
    public boolean running() {
        return switch (this) {
            case CHECKED_IN, INFUSING, OBSERVING -> true;
            case SCHEDULED, DISCHARGED, CANCELLED -> false;
        };
    }
}
