package org.sextant.exchange.fhir.map.finding;

import java.util.Locale;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.Scope;

/** The names of instruments in FHIR. */
public final class Scale {

    private Scale() {}

    /** The logical id of the Questionnaire of an instrument, such as {@code phq-9}. */
    public static String id(String instrument) {
        return instrument.toLowerCase(Locale.ROOT);
    }

    /** The project's own code of an instrument. */
    public static Coding code(String instrument) {
        return Coding.own("scale", id(instrument), instrument);
    }

    /** The address of the Questionnaire. */
    static String canonical(Scope scope, String instrument) {
        return scope.base() + "/Questionnaire/" + id(instrument);
    }
}
