package org.sextant.chart.patient;

/** Administrative sex. */
public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
