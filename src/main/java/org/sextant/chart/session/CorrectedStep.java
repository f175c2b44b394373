package org.sextant.chart.session;

/** The steps of a session that can be corrected. */
public enum CorrectedStep {
    CHECK_IN,
    END
}
