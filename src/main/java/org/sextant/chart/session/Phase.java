package org.sextant.chart.session;

import java.time.Instant;

/** The part of a session that a moment falls into. */
public enum Phase {
    /** Before the start of the drug, or in a session without a start. */
    BASELINE,
    /** From the start to the end of the drug, both included. */
    INFUSION,
    /** After the end of the drug. */
    RECOVERY;

    /** The phase of a moment. */
    public static Phase of(Session session, Instant moment) {
        return of(session.startedAt(), session.endedAt(), moment);
    }

    /**
     * The phase of a moment.
     *
     * @param startedAt the start of the drug, or null
     * @param endedAt the end of the drug, or null
     */
    public static Phase of(Instant startedAt, Instant endedAt, Instant moment) {
        if (startedAt == null || moment.isBefore(startedAt)) {
            return BASELINE;
        }
        return endedAt == null || !moment.isAfter(endedAt) ? INFUSION : RECOVERY;
    }
}
