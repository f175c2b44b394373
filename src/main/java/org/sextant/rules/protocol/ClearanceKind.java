package org.sextant.rules.protocol;

/** The clearances that a protocol can require. */
public enum ClearanceKind {
    PSYCHIATRIC_EVALUATION,
    PHYSICAL_EXAM,
    BLOOD_WORK,
    CONSENT,
    PREGNANCY_TEST,
    URINE_DRUG_SCREEN,
    ECG,
    LIVER_FUNCTION,
    KIDNEY_FUNCTION,
    PDMP_CHECK,
    ANAESTHESIA_REVIEW,
    REMS_ENROLMENT,
    BOXED_WARNING,
    PAYER_AUTHORISATION
}
