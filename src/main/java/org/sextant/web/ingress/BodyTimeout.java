package org.sextant.web.ingress;

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
import org.sextant.web.RequestPipeline;

/**
 * Limits the time in which each piece of a streamed body (an import) must arrive, because a worker thread waits for the
 * piece. All other bodies are gathered before a worker thread takes the request.
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
        if (body.getType() == InputStream.class) {
            body.setInputStream(
                    new TimedBody(body.getInputStream(), request.getCurrent().request(), vertx, limit));
        }
        return body.proceed();
    }
}
