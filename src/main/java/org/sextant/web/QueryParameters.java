package org.sextant.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.Violations;

/**
 * Refuses a query parameter that the operation does not have, that is given twice, or that has no value. Without the
 * misspelt filter the answer would cover all records, and its reader would believe that it covers a part of them. The
 * parameters of an operation are those of its resource method, from which the contract is generated as well.
 */
class QueryParameters {

    private final Routes routes;

    QueryParameters(Routes routes) {
        this.routes = routes;
    }

    /**
     * Checks the query parameters of every operation, after the caller's role.
     *
     * @throws org.sextant.web.problem.ProblemException 400 with all refused parameters by name
     */
    @ServerRequestFilter(nonBlocking = true)
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo();
        var given = uri.getQueryParameters();
        // The FHIR API has parameters by type of resource, and refuses others by itself.
        if (given.isEmpty() || ApiPaths.isFhir(uri.getPath())) {
            return;
        }
        // A HEAD is answered by the operation of the GET.
        var method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        routes.find(method, uri.getPath()).ifPresent(route -> refuse(given, route.queryParameters()));
    }

    private static void refuse(Map<String, List<String>> given, Set<String> known) {
        var errors = new TreeSet<>(given.keySet())
                .stream()
                        .flatMap(name -> fault(given.get(name), known.contains(name), known).stream()
                                .map(detail -> new FieldError(name, detail)))
                        .toList();
        if (!errors.isEmpty()) {
            throw Violations.ofParameters(errors);
        }
    }

    private static Optional<String> fault(List<String> values, boolean isKnown, Set<String> known) {
        if (!isKnown) {
            return Optional.of("is not a parameter of this operation, which has " + names(known));
        }
        if (values.size() > 1) {
            return Optional.of("must be given once");
        }
        return new Text(values.get(0)).isBlank()
                ? Optional.of("must not be empty; leave it out instead")
                : Optional.empty();
    }

    private static String names(Set<String> known) {
        return known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
    }
}
