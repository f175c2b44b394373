package org.sextant.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Spelling;

/** Tells an unknown path from a path whose id cannot be one, and finds the path that somebody meant. */
@ApplicationScoped
class KnownPaths {

    private final Routes routes;

    KnownPaths(Routes routes) {
        this.routes = routes;
    }

    /** 404 for a path at which the framework found no operation. */
    ProblemException notFound(String path) {
        if (ApiPaths.isFhir(path)) {
            return CommonProblem.NOT_FOUND.because(
                    "Nothing is offered at this path. GET %s tells what is.".formatted(ApiPaths.FHIR_METADATA));
        }
        if (routes.anyAt(path)) {
            return CommonProblem.NOT_FOUND.because(
                    "The path is known, but a value in it is of the wrong form: an id is a UUID, a revision a number.");
        }
        return CommonProblem.NOT_FOUND.because(meant(path)
                .map("No operation has this path. %s is one."::formatted)
                .orElse("No operation has this path. GET /q/openapi lists all paths."));
    }

    private Optional<String> meant(String path) {
        return Stream.of(path, ApiPaths.NATIVE + path)
                .flatMap(tried -> routes.templates().stream()
                        .flatMap(template -> difference(tried, template).stream()
                                .mapToObj(difference -> new Candidate(template, difference))))
                .min(Comparator.comparingInt(Candidate::difference).thenComparing(Candidate::template))
                .map(Candidate::template);
    }

    private record Candidate(String template, int difference) {}

    /** The number of segments that are misspelt; empty where the path is not like the template. */
    private static OptionalInt difference(String path, String template) {
        var given = path.split("/", -1);
        var known = template.split("/", -1);
        if (given.length != known.length) {
            return OptionalInt.empty();
        }
        var unlike = IntStream.range(0, known.length)
                .filter(i -> !known[i].startsWith("{") && !known[i].equals(given[i]))
                .toArray();
        return IntStream.of(unlike).allMatch(i -> Spelling.isLike(given[i], known[i]))
                ? OptionalInt.of(unlike.length)
                : OptionalInt.empty();
    }
}
