package org.sextant.audit.log;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.sextant.web.QueryText;
import org.sextant.web.Routes;
import org.sextant.web.Routes.Route;

/**
 * What is called, as the trail names it. Of what a client sent it holds nothing but a UUID.
 *
 * @param action the method and the route, such as {@code GET /v1/sessions/{id}}
 * @param success the status of the answer if all goes well
 * @param collection which records the path or a filter names one of, or null
 * @param record its id, or null
 */
record AuditedOperation(String action, int success, String collection, UUID record) {

    private static final Pattern OF_RECORD = Pattern.compile("/v1/([a-z-]+)/([0-9a-fA-F-]{36})(?:/.*)?");

    private static final Map<String, String> FILTERS =
            Map.of("sessionId", "sessions", "courseId", "courses", "patientId", "patients");

    static AuditedOperation of(HttpServerRequest request, Routes routes) {
        // What answers a GET answers a HEAD.
        var method = request.method().name();
        var route = routes.find(method.equals("HEAD") ? "GET" : method, request.path());
        var action = method + " " + route.map(Route::template).orElse("(no such route)");
        var success = route.map(one -> success(one, request)).orElse(404);
        var subject = subject(route, request);
        return new AuditedOperation(
                action,
                success,
                subject.map(Map.Entry::getKey).orElse(null),
                subject.map(Map.Entry::getValue).orElse(null));
    }

    /** The same, with the record that it is known to be about. */
    AuditedOperation about(String recordCollection, UUID recordId) {
        return new AuditedOperation(action, success, recordCollection, recordId);
    }

    /** A PUT without If-Match makes what is not there yet. */
    private static int success(Route route, HttpServerRequest request) {
        return route.method().equals("PUT") && request.headers().contains(HttpHeaders.IF_MATCH) ? 200 : route.success();
    }

    /** Only of what the operation reads: anything else is a name on somebody's record for nothing. */
    private static Optional<Map.Entry<String, UUID>> subject(Optional<Route> route, HttpServerRequest request) {
        var ofPath = OF_RECORD.matcher(request.path());
        if (ofPath.matches()) {
            return entry(ofPath.group(1), ofPath.group(2));
        }
        return List.of("sessionId", "courseId", "patientId").stream()
                .filter(name -> route.filter(one -> one.queryParameters().contains(name))
                        .isPresent())
                .flatMap(name -> entry(FILTERS.get(name), request.getParam(name)).stream())
                .findFirst();
    }

    private static Optional<Map.Entry<String, UUID>> entry(String collection, String id) {
        return QueryText.isUuid(id) ? Optional.of(Map.entry(collection, UUID.fromString(id))) : Optional.empty();
    }
}
