package org.sextant.rules.safety;

/** How soon somebody has to look. */
public enum AlertSeverity {
    WARNING,
    /** At once. */
    CRITICAL
}
