package org.sextant.chart.course;

/** Why a course was discontinued. */
public enum EndReason {
    NO_RESPONSE,
    ADVERSE_EVENT,
    PATIENT_CHOICE,
    /** The patient cannot pay. */
    COST,
    /** The payer does not pay, or no longer. */
    COVERAGE,
    /** The patient does not come any more, and does not say why. */
    LOST,
    /** Another clinic treats the patient. */
    TRANSFERRED,
    DIED,
    PREGNANCY,
    OTHER
}
