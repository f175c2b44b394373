package org.sextant.chart.sideeffect;

/** How bad a side effect is, from the least to the worst. */
public enum Severity {
    MILD,
    MODERATE,
    SEVERE,
    LIFE_THREATENING
}
