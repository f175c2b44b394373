package org.sextant.chart.vitals;

/** Who read the values off. */
public enum Source {
    DEVICE,
    MANUAL
}
