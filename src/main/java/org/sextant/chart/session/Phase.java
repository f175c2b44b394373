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
        if (session.startedAt() == null || moment.isBefore(session.startedAt())) {
            return BASELINE;
        }
        return session.endedAt() == null || !moment.isAfter(session.endedAt()) ? INFUSION : RECOVERY;
    }
}
