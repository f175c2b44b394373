package org.sextant.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the connection of a body that does not arrive in time. A client that drips would otherwise hold a thread for as long
 * as it likes, since each byte is a sign of life. A body of any length, that of an import, has to go on.
 */
class SlowBodies {

    private final Duration limit;

    SlowBodies(@ConfigProperty(name = "sextant.http.body-timeout", defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, RequestIds.PRIORITY - 2);
    }

    private void watch(RoutingContext request) {
        if (hasBody(request)) {
            var arriving = request.request();
            var endless = PathGuard.isStream(request);
            var before = new AtomicLong();
            var timer = request.vertx().setPeriodic(limit.toMillis(), late -> {
                var arrived = arriving.bytesRead();
                var goesOn = endless && arrived > before.getAndSet(arrived);
                if (!arriving.isEnded() && !goesOn) {
                    arriving.connection().close();
                }
            });
            request.addEndHandler(answered -> request.vertx().cancelTimer(timer));
        }
        request.next();
    }

    private static boolean hasBody(RoutingContext request) {
        var headers = request.request().headers();
        return headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || (headers.contains(HttpHeaders.CONTENT_LENGTH)
                        && !headers.get(HttpHeaders.CONTENT_LENGTH).equals("0"));
    }
}
