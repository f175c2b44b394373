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
    RESPIRATORY_DEPRESSION,
    APNOEA,
    LARYNGOSPASM,
    SYNCOPE,
    SEIZURE,
    CHEST_PAIN,
    HYPOTENSION,
    VERTIGO,
    NYSTAGMUS,
    ALLERGIC_REACTION,
    URINARY_SYMPTOMS,
    CYSTITIS,
    /** Pain, swelling or leakage at the cannula. */
    IV_SITE,
    PANIC,
    FALL,
    /** Any other side effect, described in the note. */
    OTHER
}
