package org.sextant.chart.sideeffect;

/** The severity of a side effect, from the mildest to the worst. */
public enum Severity {
    MILD,
    MODERATE,
    SEVERE,
    LIFE_THREATENING
}
