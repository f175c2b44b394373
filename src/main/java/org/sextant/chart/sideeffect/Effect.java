package org.sextant.chart.sideeffect;

/** What a patient may feel or show that was not intended. */
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
    /** Anything else; the note says what. */
    OTHER
}
