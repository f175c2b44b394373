package org.sextant.rules.protocol;

/** The drugs that a protocol can treat with. */
public enum Drug {
    KETAMINE,
    ESKETAMINE
}
