package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.CommonProblem;

/**
 * Throws away what is left of a body when its request has been answered. Many clients send the whole body before they
 * look for the answer, so the rest of a body has the same time to arrive as a body has. When that time is over, the
 * connection (of HTTP/2: the stream) is closed.
 */
class UnreadBodies {

    /** The time for a client whose body came too late to see the answer before the connection is closed. */
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(1);

    /** "No error" of HTTP/2. */
    private static final long NO_ERROR = 0;

    private final Duration limit;

    UnreadBodies(@ConfigProperty(name = BodyTimeout.LIMIT, defaultValue = "60s") Duration limit) {
        this.limit = limit;
    }

    /** Before the guard, whose refusals leave bodies too. */
    void register(@Observes Filters filters) {
        filters.register(this::watch, RequestPipeline.UNREAD_BODY);
    }

    private void watch(RoutingContext call) {
        var loop = call.vertx().getOrCreateContext();
        call.addHeadersEndHandler(answering -> announceEnd(call));
        call.addEndHandler(answered -> loop.runOnContext(then -> {
            // Of HTTP/2 a request that was read to its end may not be asked for anything again.
            if (!call.request().isEnded()) {
                throwAwayRest(call, answered.succeeded());
            }
        }));
        call.next();
    }

    /** Nothing more comes where the connection ended before the answer. */
    private void throwAwayRest(RoutingContext call, boolean connected) {
        call.request().handler(null).resume();
        if (connected) {
            // What is here already goes first.
            call.vertx().getOrCreateContext().runOnContext(gone -> waitForRest(call));
        }
    }

    private static void announceEnd(RoutingContext call) {
        if (isTimedOut(call) && !isMultiplexed(call.request())) {
            call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void waitForRest(RoutingContext call) {
        var body = call.request();
        if (!body.isEnded()) {
            var time = isTimedOut(call) ? AFTER_TIMEOUT : limit;
            var timer = call.vertx().setTimer(time.toMillis(), late -> end(call));
            body.endHandler(arrived -> call.vertx().cancelTimer(timer));
            // The client has closed the connection.
            body.exceptionHandler(lost -> call.vertx().cancelTimer(timer));
        }
    }

    /** Other requests go on where they share the connection. */
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
