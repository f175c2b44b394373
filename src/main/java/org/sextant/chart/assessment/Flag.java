package org.sextant.chart.assessment;

/** What an assessment asks staff to look at. */
public enum Flag {
    SUICIDAL_IDEATION
}
