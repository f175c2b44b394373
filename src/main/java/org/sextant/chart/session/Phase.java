package org.sextant.chart.session;

import java.time.Instant;

/** The part of a session that a moment falls into. */
public enum Phase {
    /** Before the start, or in a session that never started. */
    BASELINE,
    /** From the start to the end, both included. */
    INFUSION,
    /** After the end. */
    RECOVERY;

    /** The phase of a moment. */
    public static Phase of(Session session, Instant moment) {
        if (session.startedAt() == null || moment.isBefore(session.startedAt())) {
            return BASELINE;
        }
        return session.endedAt() == null || !moment.isAfter(session.endedAt()) ? INFUSION : RECOVERY;
    }
}
