package org.sextant.web.representation;

/** A representation that carries its version, which is also its ETag. */
public interface Versioned {

    /** Starts at 1 and grows by one with every change. */
    int version();
}
