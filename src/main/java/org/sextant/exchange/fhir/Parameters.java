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

    boolean has(String name) {
        return first(name) != null;
    }

    /** These parameters and one more. */
    Parameters with(String name, String value) {
        return new Parameters(Stream.concat(entries.stream(), Stream.of(Map.entry(name, value)))
                .toList());
    }

    /** These parameters but one. */
    Parameters without(String name) {
        return new Parameters(
                entries.stream().filter(one -> !one.getKey().equals(name)).toList());
    }

    /**
     * Refuses all parameters but some.
     *
     * @param what whose parameters they are, in words
     * @throws org.sextant.web.problem.ProblemException 400 with the name of the first that is refused
     */
    void requireKnown(String what, String... names) {
        entries.stream()
                .map(Map.Entry::getKey)
                .filter(name -> !List.of(names).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Violations.ofParameter(
                            name.replaceAll("[^A-Za-z0-9_:.-]", "?"),
                            "is not a parameter of %s, which has %s".formatted(what, String.join(", ", names)));
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
