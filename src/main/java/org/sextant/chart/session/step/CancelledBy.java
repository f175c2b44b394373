package org.sextant.chart.session.step;

/** On whose side the cause of a cancellation lies. */
public enum CancelledBy {
    PATIENT,
    CLINIC
}
