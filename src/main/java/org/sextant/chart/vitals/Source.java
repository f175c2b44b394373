package org.sextant.chart.vitals;

/** The source of the values: a device, or a person who read them. */
public enum Source {
    DEVICE,
    MANUAL
}
