package org.sextant.rules.protocol;

/** The criteria that a protocol can require before the discharge. */
public enum DischargeCriterion {
    OBSERVATION_COMPLETE,
    VITALS_NEAR_BASELINE,
    ORIENTED,
    AMBULATORY,
    SIDE_EFFECTS_SETTLED,
    ESCORT_PRESENT
}
