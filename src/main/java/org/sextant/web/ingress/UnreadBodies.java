package org.sextant.web.ingress;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.CommonProblem;

/**
 * Discards the rest of a body when its request has been answered. Many clients send the whole body before they read
 * the answer, so the rest gets the time limit of a whole body ({@link BodyTimeout#LIMIT}). After the time limit, the
 * connection is closed; with HTTP/2, the stream is reset.
 */
class UnreadBodies {

    /** The time in which a client whose body came too late can read the answer before the connection is closed. */
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(1);

    /** NO_ERROR of HTTP/2 (RFC 9113). */
    private static final long NO_ERROR = 0;

    private final Duration limit;

    UnreadBodies(@ConfigProperty(name = BodyTimeout.LIMIT, defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    /** Runs before the check of the path, because its refusal leaves an unread body too. */
    void register(@Observes Filters filters) {
        filters.register(this::watch, RequestPipeline.UNREAD_BODY);
    }

    private void watch(RoutingContext call) {
        var loop = call.vertx().getOrCreateContext();
        begin(call.request());
        call.addHeadersEndHandler(answering -> announceEnd(call));
        call.addEndHandler(answered -> loop.runOnContext(then -> {
            // An HTTP/2 request that was read to its end must not be resumed.
            if (call.request().isEnded()) {
                HeadTimeout.requestEnds(call.request().connection());
            } else {
                discardRest(call, answered.succeeded());
            }
        }));
        call.next();
    }

    private static void begin(HttpServerRequest request) {
        if (isMultiplexed(request)) {
            HeadTimeout.remove(request.connection());
        } else {
            HeadTimeout.requestBegins(request.connection());
        }
    }

    /** @param connected false where the connection ended before the answer; then no more bytes arrive */
    private void discardRest(RoutingContext call, boolean connected) {
        call.request().handler(null).resume();
        if (connected) {
            // Bytes that have already arrived are discarded first.
            call.vertx().getOrCreateContext().runOnContext(discarded -> waitForRest(call));
        }
    }

    private static void announceEnd(RoutingContext call) {
        if (isTimedOut(call) && !isMultiplexed(call.request())) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void waitForRest(RoutingContext call) {
        var body = call.request();
        if (body.isEnded()) {
            HeadTimeout.requestEnds(body.connection());
        } else {
            var time = isTimedOut(call) ? AFTER_TIMEOUT : limit;
            var timer = call.vertx().setTimer(time.toMillis(), late -> end(call));
            body.endHandler(arrived -> {
                call.vertx().cancelTimer(timer);
                HeadTimeout.requestEnds(body.connection());
            });
            // The client has closed the connection.
            body.exceptionHandler(lost -> call.vertx().cancelTimer(timer));
        }
    }

    /** With HTTP/2, other requests share the connection and must continue. */
    private static void end(RoutingContext call) {
        if (isMultiplexed(call.request())) {
            call.response().reset(NO_ERROR);
        } else {
            call.request().connection().close();
        }
    }

    private static boolean isTimedOut(RoutingContext call) {
        return call.response().getStatusCode() == CommonProblem.REQUEST_TIMEOUT.status();
    }

    private static boolean isMultiplexed(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }
}
