package org.sextant.chart.assessment;

/** The flags that the answers of an assessment can raise. */
public enum Flag {
    SUICIDAL_IDEATION
}
