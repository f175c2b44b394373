package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives every request an id that can be followed through answers, log lines and the audit trail. */
public class RequestIds {

    /** The header that carries the id, both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "sextant.request-id";
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestIds::assign, RequestPipeline.REQUEST_ID);
    }

    /**
     * The id of the request under way, or a new one for work of the service's own.
     *
     * @param request may be null
     */
    public static String of(RoutingContext request) {
        return request == null ? UUID.randomUUID().toString() : request.get(KEY);
    }

    /** The client's own id where it is harmless in a log line, else a new one. */
    private static void assign(RoutingContext request) {
        var sent = request.request().getHeader(HEADER);
        var id = sent != null && USABLE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.put(KEY, id);
        request.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        request.next();
    }
}
