package org.sextant.rules.safety;

/** Whether a patient is fit for treatment in one respect. */
public enum ClearanceOutcome {
    CLEARED,
    /** Not fit; a positive pregnancy test, for example. */
    NOT_CLEARED,
    /** Fit under a condition that staff have to see to. */
    CONDITIONAL
}
