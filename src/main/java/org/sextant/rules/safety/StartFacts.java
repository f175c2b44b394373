package org.sextant.rules.safety;

/**
 * What the rules of the start need to know beyond the session itself. Each kind of fact is a component of its own.
 *
 * @param patient the patient
 */
public record StartFacts(PatientFacts patient) {

    /** Nothing is known beyond the session. */
    public static final StartFacts NONE = new StartFacts(PatientFacts.UNKNOWN);
}
