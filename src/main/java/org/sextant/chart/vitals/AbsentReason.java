package org.sextant.chart.vitals;

/** Why a reading could not be taken. A missing value is never recorded as 0. */
public enum AbsentReason {
    REFUSED,
    NOT_MEASURABLE,
    DEVICE_ERROR
}
