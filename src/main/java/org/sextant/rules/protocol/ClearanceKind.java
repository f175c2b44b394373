package org.sextant.rules.protocol;

/** What a clinic wants to know of a patient before the first dose. */
public enum ClearanceKind {
    PSYCHIATRIC_EVALUATION,
    PHYSICAL_EXAM,
    BLOOD_WORK,
    CONSENT
}
