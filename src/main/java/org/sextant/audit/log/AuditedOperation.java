package org.sextant.audit.log;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.sextant.web.QueryText;
import org.sextant.web.Routes;
import org.sextant.web.Routes.Route;

/**
 * The called operation, as the audit trail names it. A UUID is the only content that comes from the client.
 *
 * @param action the method and the route, such as {@code GET /v1/sessions/{id}}
 * @param success the status of a successful answer
 * @param collection the collection of the record that the path or a filter names, such as {@code sessions}; or null
 * @param record the id of that record, or null
 */
record AuditedOperation(String action, int success, String collection, UUID record) {

    private static final Pattern RECORD_PATH = Pattern.compile("/v1/([a-z-]+)/([0-9a-fA-F-]{36})(?:/.*)?");

    private static final Map<String, String> FILTERS =
            Map.of("sessionId", "sessions", "courseId", "courses", "patientId", "patients");

    static AuditedOperation of(RoutingContext call, Routes routes) {
        var request = call.request();
        // A HEAD is answered by the operation of the GET.
        var method = request.method().name();
        var route = routes.find(method.equals("HEAD") ? "GET" : method, request.path());
        var named = CalledRecord.of(call);
        var path = named.map(CalledRecord::path).or(() -> route.map(Route::template));
        var action = method + " " + path.orElse("(no such route)");
        var success = route.map(found -> success(found, request)).orElse(404);
        if (named.isPresent()) {
            return new AuditedOperation(
                    action, success, named.get().collection(), named.get().id());
        }
        var subject = subject(route, request);
        return new AuditedOperation(
                action,
                success,
                subject.map(Map.Entry::getKey).orElse(null),
                subject.map(Map.Entry::getValue).orElse(null));
    }

    /** This operation with the record that the operation concerns. */
    AuditedOperation about(String recordCollection, UUID recordId) {
        return new AuditedOperation(action, success, recordCollection, recordId);
    }

    /** A PUT with If-Match changes a record: 200. Without If-Match, a PUT creates a record: the status of the route. */
    private static int success(Route route, HttpServerRequest request) {
        return route.method().equals("PUT") && request.headers().contains(HttpHeaders.IF_MATCH) ? 200 : route.success();
    }

    /** Only parameters that the operation reads count: a refused parameter must not add a row to a patient's trail. */
    private static Optional<Map.Entry<String, UUID>> subject(Optional<Route> route, HttpServerRequest request) {
        var recordPath = RECORD_PATH.matcher(request.path());
        if (recordPath.matches()) {
            return entry(recordPath.group(1), recordPath.group(2));
        }
        return List.of("sessionId", "courseId", "patientId").stream()
                .filter(name -> route.filter(found -> found.queryParameters().contains(name))
                        .isPresent())
                .flatMap(name -> entry(FILTERS.get(name), request.getParam(name)).stream())
                .findFirst();
    }

    private static Optional<Map.Entry<String, UUID>> entry(String collection, String id) {
        return QueryText.isUuid(id) ? Optional.of(Map.entry(collection, UUID.fromString(id))) : Optional.empty();
    }
}
