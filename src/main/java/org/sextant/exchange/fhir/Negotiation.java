package org.sextant.exchange.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sextant.web.problem.CommonProblem;

/** Whether a client takes FHIR's JSON, which is the only form of the answers. */
final class Negotiation {

    private static final Set<String> JSON = Set.of(
            FhirJson.MEDIA_TYPE,
            "application/json",
            "application/json+fhir",
            "text/json",
            "json",
            "*/*",
            "application/*");

    private Negotiation() {}

    /**
     * Checks the header {@code Accept}, or the parameter {@code _format}, which wins over the header.
     *
     * @param accept the values of the header; empty where the client takes everything
     * @param format null where the parameter is absent
     * @throws org.sextant.web.problem.ProblemException 406 where the client takes no JSON, or another version of FHIR
     */
    static void check(List<String> accept, String format) {
        var forms = format == null
                ? accept.stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .toList()
                : List.of(format.replace(' ', '+'));
        if (!forms.isEmpty() && forms.stream().noneMatch(Negotiation::isJson)) {
            throw CommonProblem.NOT_ACCEPTABLE.because(
                    "Answers are application/fhir+json of FHIR 4.0; the Accept header or _format must allow it.");
        }
    }

    private static boolean isJson(String form) {
        var parts = form.toLowerCase(Locale.ROOT).split(";");
        return JSON.contains(parts[0].strip())
                && Arrays.stream(parts)
                        .map(String::strip)
                        .noneMatch(part -> part.matches("q=0(\\.0*)?")
                                || (part.startsWith("fhirversion=") && !part.equals("fhirversion=4.0")));
    }
}
