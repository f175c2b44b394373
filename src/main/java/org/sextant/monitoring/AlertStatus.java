package org.sextant.monitoring;

/** What has become of an alert. None is ever deleted. */
public enum AlertStatus {
    /** Nobody has acknowledged it. */
    OPEN,
    /** Somebody has seen to it. */
    ACKNOWLEDGED,
    /** The reading that was missed has been made up for, or the patient has gone home. */
    CLEARED,
    /** What it rested on was corrected: it should not have been. */
    WITHDRAWN
}
