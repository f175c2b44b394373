package org.sextant.chart.sideeffect;

/** The kinds of side effects. */
public enum Effect {
    NAUSEA,
    VOMITING,
    DIZZINESS,
    DROWSINESS,
    DISSOCIATION,
    EUPHORIA,
    HALLUCINATION,
    HEADACHE,
    ANXIETY,
    DYSPHORIA,
    BLURRED_VISION,
    HYPERTENSION,
    TACHYCARDIA,
    BRADYCARDIA,
    HYPOXIA,
    PALPITATIONS,
    PRURITUS,
    CONFUSION,
    AGITATION,
    /** Any other side effect, described in the note. */
    OTHER
}
