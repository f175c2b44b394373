package org.sextant.rules.protocol;

/** What must hold before a patient goes home. */
public enum DischargeCriterion {
    OBSERVATION_COMPLETE,
    VITALS_NEAR_BASELINE,
    ORIENTED,
    AMBULATORY,
    SIDE_EFFECTS_SETTLED,
    ESCORT_PRESENT
}
