package org.sextant.rules.protocol;

/** The clearances that a protocol can require before the first dose. */
public enum ClearanceKind {
    PSYCHIATRIC_EVALUATION,
    PHYSICAL_EXAM,
    BLOOD_WORK,
    CONSENT
}
