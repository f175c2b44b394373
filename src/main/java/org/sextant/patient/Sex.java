package org.sextant.patient;

/** Administrative sex. */
public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
}
