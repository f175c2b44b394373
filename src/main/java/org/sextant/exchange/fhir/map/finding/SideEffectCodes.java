package org.sextant.exchange.fhir.map.finding;

import java.util.Map;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.Coding;

/**
 * Codes of side effects: the project's own, and SNOMED CT where the code is in the set that is free to use (IPS). This
 * material includes SNOMED CT, which is used by permission of SNOMED International.
 */
public final class SideEffectCodes {

    private static final Map<String, Coding> SNOMED = Map.ofEntries(
            Map.entry("NAUSEA", Coding.snomed("422587007", null)),
            Map.entry("VOMITING", Coding.snomed("422400008", null)),
            Map.entry("DIZZINESS", Coding.snomed("404640003", null)),
            Map.entry("DROWSINESS", Coding.snomed("271782001", null)),
            Map.entry("HALLUCINATION", Coding.snomed("7011001", null)),
            Map.entry("HEADACHE", Coding.snomed("25064002", null)),
            Map.entry("ANXIETY", Coding.snomed("48694002", null)),
            Map.entry("AGITATION", Coding.snomed("24199005", null)),
            Map.entry("CONFUSION", Coding.snomed("40917007", null)),
            Map.entry("BLURRED_VISION", Coding.snomed("111516008", null)),
            Map.entry("HYPERTENSION", Coding.snomed("371622005", null)),
            Map.entry("TACHYCARDIA", Coding.snomed("3424008", null)),
            Map.entry("BRADYCARDIA", Coding.snomed("48867003", null)),
            Map.entry("PALPITATIONS", Coding.snomed("80313002", null)),
            Map.entry("HYPOXIA", Coding.snomed("389086002", null)),
            Map.entry("PRURITUS", Coding.snomed("418290006", null)));

    private SideEffectCodes() {}

    /** The side effects that have a code of SNOMED CT, and the code. */
    public static Map<String, Coding> snomed() {
        return SNOMED;
    }

    /** All codes of a side effect, the project's own first. */
    static Coding[] of(String effect) {
        return Stream.concat(Stream.of(Coding.ofConstant("side-effect", effect)), Stream.ofNullable(SNOMED.get(effect)))
                .toArray(Coding[]::new);
    }
}
