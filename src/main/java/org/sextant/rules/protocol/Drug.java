package org.sextant.rules.protocol;

/** What is given. */
public enum Drug {
    KETAMINE,
    ESKETAMINE
}
