package org.sextant.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives a body its time to arrive, from the moment in which a worker begins to read. A client that drips would otherwise
 * hold the worker for as long as it likes, since each byte is a sign of life. A body of any length, that of an import,
 * has to go on.
 */
@Provider
@ApplicationScoped // Made with the first body: providers are made before timers and settings are there.
class BodyTimeout implements ReaderInterceptor {

    /** The setting for the time that a body has. */
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
        var endless = body.getType() == InputStream.class;
        body.setInputStream(
                new TimedBody(body.getInputStream(), request.getCurrent().request(), vertx, limit, endless));
        return body.proceed();
    }
}
