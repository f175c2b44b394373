package org.sextant.protocol;

/** What is given. */
public enum Drug {
    KETAMINE,
    ESKETAMINE
}
