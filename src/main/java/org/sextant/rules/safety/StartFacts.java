package org.sextant.rules.safety;

/**
 * What the rules of the start need to know beyond the session itself. Each kind of fact is a component of its own.
 *
 * @param patient the patient
 * @param weight the weight that the patient's weight is compared with
 * @param firstWithDrug true where the patient had no session with the drug before; known only where the protocol limits
 *     the first dose
 * @param suicideRisk what is known of the suicide risk
 * @param clearances the patient's clearances
 * @param firstOfCourse true where no other session of the course has begun; known only where the protocol requires a
 *     clearance for the activation or the first session
 */
public record StartFacts(
        PatientFacts patient,
        WeightFacts weight,
        boolean firstWithDrug,
        SuicideRiskFacts suicideRisk,
        ClearanceFacts clearances,
        boolean firstOfCourse) {

    /** Nothing is known beyond the session. */
    public static final StartFacts NONE = new StartFacts(
            PatientFacts.UNKNOWN, WeightFacts.NONE, false, SuicideRiskFacts.NONE, ClearanceFacts.NONE, false);
}
