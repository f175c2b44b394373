package org.sextant.rules.safety;

/** The outcome of a rule, from the best to the worst. */
public enum Outcome {
    /** The rule holds. */
    PASS,
    /** A warning; it does not block the step. */
    WARN,
    /** The step is refused. */
    BLOCK
}
