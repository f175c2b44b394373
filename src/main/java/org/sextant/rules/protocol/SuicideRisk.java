package org.sextant.rules.protocol;

/** What an unreviewed risk of suicide does at the start. */
public enum SuicideRisk {
    /** The start is blocked until a prescriber has reviewed the risk. */
    REVIEW,
    /** The start gives a warning. */
    WARN,
    /** The risk is not evaluated at the start. */
    OFF
}
