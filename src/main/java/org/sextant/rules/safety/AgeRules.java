package org.sextant.rules.safety;

import java.time.Instant;

/** The rule that keeps a protocol to the ages that it is made for. */
final class AgeRules {

    private AgeRules() {}

    /**
     * The verdict on the patient's age.
     *
     * @param at the moment at which the age counts, on the date of the clinic's time zone
     */
    static Verdict limit(ProtocolRevision revision, PatientFacts patient, Instant at) {
        var from = revision.rules().ageFrom();
        var to = revision.rules().ageTo();
        var age = patient.ageAt(at);
        var verdict = new VerdictBuilder(Rule.AGE_LIMIT, revision)
                .input("age", age)
                .limit("/ageFrom", from)
                .limit("/ageTo", to);
        if (from == null && to == null) {
            return verdict.pass("The protocol has no limit for the age.");
        }
        if (age == null) {
            return verdict.warn("The age of the patient is not known.");
        }
        if (from != null && age < from) {
            return verdict.block("The age of %d years is below %d.", age, from);
        }
        return to != null && age > to
                ? verdict.block("The age of %d years is above %d.", age, to)
                : verdict.pass("The age of %d years is within the limits.", age);
    }
}
