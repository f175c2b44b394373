package org.sextant.monitoring;

/** The state of an alert. Alerts are never deleted. */
public enum AlertStatus {
    /** Nobody has acknowledged the alert. */
    OPEN,
    /** A nurse or a prescriber has acknowledged the alert. */
    ACKNOWLEDGED,
    /** A later reading was recorded after a missed reading, or the patient was discharged. */
    CLEARED,
    /** A correction of the records shows that the alert should not have been raised. */
    WITHDRAWN
}
