package org.sextant.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.web.problem.Violations;

/**
 * Refuses a parameter that a report does not read, such as a misspelt filter: without the filter the report would cover
 * all records, and its reader would believe that the report covers a part of them.
 */
class UnknownParameters {

    private static final String REPORTS = "/v1/reports/";

    private final Routes routes;

    UnknownParameters(Routes routes) {
        this.routes = routes;
    }

    /**
     * Checks the names of the query parameters.
     *
     * @throws org.sextant.web.problem.ProblemException 400 with the first unknown parameter by name
     */
    @ServerRequestFilter(nonBlocking = true)
    public void filter(ContainerRequestContext request) {
        var uri = request.getUriInfo();
        if (!uri.getPath().startsWith(REPORTS)) {
            return;
        }
        routes.find("GET", uri.getPath())
                .ifPresent(route -> uri.getQueryParameters().keySet().stream()
                        .filter(name -> !route.queryParameters().contains(name))
                        .sorted()
                        .findFirst()
                        .ifPresent(name -> {
                            throw Violations.ofParameter(name, "is not a parameter of this report");
                        }));
    }
}
