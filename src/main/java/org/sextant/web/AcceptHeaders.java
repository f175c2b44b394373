package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Removes empty elements of an {@code Accept} header (RFC 9110, 5.6.1.2), which the framework cannot read. */
class AcceptHeaders {

    private static final Pattern COMMA = Pattern.compile(",");

    void register(@Observes Filters filters) {
        filters.register(AcceptHeaders::tidy, RequestPipeline.PATH);
    }

    private static void tidy(RoutingContext call) {
        var headers = call.request().headers();
        if (headers.contains(HttpHeaders.ACCEPT)) {
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
}
