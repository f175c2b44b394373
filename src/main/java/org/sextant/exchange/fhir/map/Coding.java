package org.sextant.exchange.fhir.map;

import java.util.Locale;

/**
 * A code of a code system.
 *
 * @param display the words of the code system; null where only the code is written
 */
public record Coding(String system, String code, String display) {

    /** A code of LOINC. */
    public static Coding loinc(String code, String display) {
        return new Coding(Canon.LOINC, code, display);
    }

    /** A code of SNOMED CT. */
    public static Coding snomed(String code, String display) {
        return new Coding(Canon.SNOMED, code, display);
    }

    /** A code of one of HL7's code systems, by the last segment of its URI. */
    public static Coding hl7(String system, String code, String display) {
        return new Coding(Canon.TERMINOLOGY + system, code, display);
    }

    /** A code of one of the project's own code systems, by the last segment of its URI. */
    public static Coding own(String system, String code, String display) {
        return new Coding(Canon.CODE_SYSTEM + system, code, display);
    }

    /** A code of one of the project's own code systems that is the name of a constant, with its words. */
    public static Coding ofConstant(String system, String constant) {
        var words = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return own(system, constant, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }
}
