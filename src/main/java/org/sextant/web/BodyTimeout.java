package org.sextant.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the time in which a body must arrive, from the moment a worker thread begins to read. Without the limit, a
 * slow client could occupy the worker without end, because each byte counts as activity of the connection. For a body
 * of any length (an import), the limit applies to each piece instead of the whole body.
 */
@Provider
@Priority(RequestPipeline.BODY_TIMEOUT)
@ApplicationScoped // Created at the first body: providers are created before timers and settings are available.
class BodyTimeout implements ReaderInterceptor {

    /** The setting for the longest time in which a body must arrive. */
    static final String LIMIT = "sextant.http.body-timeout";

    private final CurrentVertxRequest request;
    private final Vertx vertx;
    private final Duration limit;

    BodyTimeout(
            CurrentVertxRequest request,
            Vertx vertx,
            @ConfigProperty(name = LIMIT, defaultValue = "60s") Duration limit) {
        this.request = request;
        this.vertx = vertx;
        this.limit = limit;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        var limitsEachPiece = body.getType() == InputStream.class;
        body.setInputStream(
                new TimedBody(body.getInputStream(), request.getCurrent().request(), vertx, limit, limitsEachPiece));
        return body.proceed();
    }
}
