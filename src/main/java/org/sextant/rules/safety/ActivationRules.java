package org.sextant.rules.safety;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules that decide whether a course may be activated. Each of them decides on each start again. */
public final class ActivationRules {

    private ActivationRules() {}

    /**
     * The verdict of each rule of the activation.
     *
     * @param at the moment of the activation
     */
    public static List<Verdict> evaluate(ProtocolRevision revision, PatientFacts patient, Instant at) {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(AgeRules.limit(revision, patient, at));
        return verdicts;
    }
}
