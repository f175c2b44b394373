package org.sextant.rules.safety;

/** How soon staff must respond to an alert. */
public enum AlertSeverity {
    WARNING,
    /** At once. */
    CRITICAL
}
