package org.sextant.chart.session.step;

/** Where a patient goes at the discharge. Only HOME needs the criteria of the protocol. */
public enum Disposition {
    HOME,
    /** Transferred to a hospital. */
    HOSPITAL,
    LEFT_AGAINST_ADVICE,
    DIED
}
