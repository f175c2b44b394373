package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Removes empty elements of an {@code Accept} header (RFC 9110, 5.6.1.2), which the framework cannot read. The query
 * parameter {@code format} replaces the header, because the framework chooses the operation by it.
 */
class AcceptHeaders {

    private static final Pattern COMMA = Pattern.compile(",");

    private final Routes routes;

    AcceptHeaders(Routes routes) {
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::tidy, RequestPipeline.PATH);
    }

    private void tidy(RoutingContext call) {
        var headers = call.request().headers();
        var format =
                AnswerFormat.of(call.request().getParam(AnswerFormat.PARAMETER)).filter(named -> hasFormats(call));
        if (format.isPresent()) {
            headers.set(HttpHeaders.ACCEPT, format.get().mediaType());
        } else if (headers.contains(HttpHeaders.ACCEPT)) {
            var elements = headers.getAll(HttpHeaders.ACCEPT).stream()
                    .flatMap(COMMA::splitAsStream)
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .collect(Collectors.joining(","));
            if (elements.isEmpty()) {
                headers.remove(HttpHeaders.ACCEPT);
            } else {
                headers.set(HttpHeaders.ACCEPT, elements);
            }
        }
        call.next();
    }

    /** Of any other operation, the parameter is refused by its name. */
    private boolean hasFormats(RoutingContext call) {
        return routes.find("GET", String.valueOf(call.request().path()))
                .filter(route -> route.queryParameters().contains(AnswerFormat.PARAMETER))
                .isPresent();
    }
}
