package org.sextant.rules.safety;

/** What a verdict comes to. */
public enum Outcome {
    /** The rule holds. */
    PASS,
    /** Something to look at; it stops nothing. */
    WARN,
    /** Forbids the step. */
    BLOCK
}
