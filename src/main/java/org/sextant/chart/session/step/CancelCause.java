package org.sextant.chart.session.step;

/** Why a session does not take place. */
public enum CancelCause {
    NO_ESCORT,
    NOT_FASTED,
    ILL,
    BLOOD_PRESSURE,
    COVERAGE,
    PREGNANCY,
    NO_SHOW,
    OTHER
}
