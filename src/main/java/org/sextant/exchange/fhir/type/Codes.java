package org.sextant.exchange.fhir.type;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.exchange.fhir.map.Coding;

/** Codes of the code itself as SQL: constants, so that a search by code leaves out all that has another one. */
final class Codes {

    private Codes() {}

    /** An array of each code in the forms that a search may name it by. */
    static String array(List<Coding> codes) {
        return codes.stream()
                .flatMap(code -> Stream.of(code.system() + "|" + code.code(), code.system() + "|", code.code()))
                .map(form -> "'" + form + "'")
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }

    static String array(Coding code) {
        return array(List.of(code));
    }
}
