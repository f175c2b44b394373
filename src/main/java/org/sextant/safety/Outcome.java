package org.sextant.safety;

/** What a verdict comes to. */
public enum Outcome {
    /** The rule holds. */
    PASS,
    /** Something to look at; it stops nothing. */
    WARN,
    /** At the start and at the discharge: forbids the step. On a reading: calls for somebody at once. */
    BLOCK
}
