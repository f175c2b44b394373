package org.sextant.exchange.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Violations;

/**
 * The parameters of a search: those of the address and those of a form mean the same.
 *
 * @param entries by name and value, each as often as it was sent
 */
record Parameters(List<Map.Entry<String, String>> entries) {

    /**
     * Reads them.
     *
     * @param query of the address, or null
     * @param form the body, or empty
     * @throws org.sextant.web.problem.ProblemException 400 where a value cannot be decoded
     */
    static Parameters of(String query, String form) {
        try {
            return new Parameters(Stream.of(query == null ? "" : query, form.strip())
                    .flatMap(text -> Arrays.stream(text.split("&")))
                    .filter(one -> !one.isEmpty())
                    .map(Parameters::entry)
                    .toList());
        } catch (IllegalArgumentException undecodable) {
            throw CommonProblem.BAD_REQUEST.because("The parameters are not percent-encoded UTF-8.");
        }
    }

    /** The first value of a parameter; null where there is none. */
    String first(String name) {
        return entries.stream()
                .filter(one -> one.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Refuses all parameters but these: the link to the next page has the others in it. */
    void requireOnly(String... names) {
        entries.stream()
                .map(Map.Entry::getKey)
                .filter(name -> !List.of(names).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Violations.ofParameter(names[0], "already has the search in it; send no other parameters");
                });
    }

    private static Map.Entry<String, String> entry(String text) {
        var equals = text.indexOf('=');
        return equals < 0
                ? Map.entry(decoded(text), "")
                : Map.entry(decoded(text.substring(0, equals)), decoded(text.substring(equals + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
