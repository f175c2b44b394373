package org.sextant.chart.vitals;

/** Why a reading could not be taken; never a zero. */
public enum AbsentReason {
    REFUSED,
    NOT_MEASURABLE,
    DEVICE_ERROR
}
