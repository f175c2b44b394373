package org.sextant.vitals;

/** Who read the values off. */
public enum Source {
    DEVICE,
    MANUAL
}
