package org.sextant.session;

/** The part of a session that a moment falls into. */
public enum Phase {
    /** Before the start, or in a session that never started. */
    BASELINE,
    /** From the start to the end. */
    INFUSION,
    /** After the end. */
    RECOVERY
}
