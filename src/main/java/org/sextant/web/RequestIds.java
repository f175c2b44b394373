package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives every request an id that appears in the answer, in log lines and in the audit trail. */
public class RequestIds {

    /** The header that carries the id, in requests and in answers. */
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "sextant.request-id";
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestIds::assign, RequestPipeline.REQUEST_ID);
    }

    /**
     * The id of the request; a new id for background work.
     *
     * @param request null for background work
     */
    public static String of(RoutingContext request) {
        return request == null ? UUID.randomUUID().toString() : request.get(KEY);
    }

    /** Gives the request an id where the router has refused the request before the filters. */
    static void ensure(RoutingContext request) {
        if (request.get(KEY) == null) {
            give(request);
        }
    }

    private static void assign(RoutingContext request) {
        give(request);
        request.next();
    }

    /** Uses the client's id where the id is harmless in a log line, else a new id. */
    private static void give(RoutingContext request) {
        var sent = request.request().getHeader(HEADER);
        var id = sent != null && USABLE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.put(KEY, id);
        request.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
    }
}
