package org.sextant.web.ingress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.sextant.web.ApiPaths;
import org.sextant.web.RequestPipeline;
import org.sextant.web.Routes;
import org.sextant.web.Urgency.Level;
import org.sextant.web.ingress.Place.Refusal;
import org.sextant.web.problem.BusyLog;
import org.sextant.web.problem.ClientGone;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemWriter;

/**
 * Bounds the requests that are executed at a time, and the requests that wait, by number and age: 503 beyond, before
 * token and body are read. A request keeps its place until its processing ends, but not while its body arrives and not
 * while a stream is sent. Health, metrics and pages need no place.
 */
@ApplicationScoped
public class Admission {

    private static final String KEY = "sextant.place";

    private final AdmissionSettings settings;
    private final WaitingRoom room;
    private final ProblemWriter problems;
    private final BusyLog log;
    private final MeterRegistry metrics;

    Admission(AdmissionSettings settings, ProblemWriter problems, BusyLog log, MeterRegistry metrics) {
        this.settings = settings;
        this.room = new WaitingRoom(settings.places(), settings.maxWaiting());
        this.problems = problems;
        this.log = log;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        Gauge.builder("sextant.http.running", room, WaitingRoom::running)
                .description("Requests that have a place")
                .register(metrics);
        for (var level : Level.values()) {
            Gauge.builder("sextant.http.waiting", room, waiting -> waiting.waiting(level))
                    .description("Requests that wait for a place")
                    .tag("urgency", name(level))
                    .register(metrics);
        }
        filters.register(this::enter, RequestPipeline.ADMISSION);
    }

    private void enter(RoutingContext call) {
        if (!ApiPaths.isOfApi(call.request().path())) {
            call.next();
            return;
        }
        var urgency = Routes.of(call).map(Routes.Route::urgency).orElse(Level.ORDINARY);
        var place = new Place(room, urgency, settings.longestWait(), call.vertx());
        call.put(KEY, place);
        // The access log shows this status where the client leaves before there is an answer.
        call.response().setStatusCode(ClientGone.STATUS);
        call.addEndHandler(ended -> place.answered());
        place.take(false, () -> proceed(call, place), reason -> {
            if (reason != Refusal.CLIENT_GONE) {
                problems.refuse(call, call.request().path(), refusal(call, place, reason));
            }
        });
    }

    private static void proceed(RoutingContext call, Place place) {
        // The client may have left while the request was on its way back to its event loop.
        if (!place.isOver()) {
            call.next();
        }
    }

    /** Keeps the place until {@link #giveBack}, also where the client leaves before. */
    void keep(RoutingContext call) {
        if (call.get(KEY) instanceof Place place) {
            place.keepUntilProcessed();
        }
    }

    /** Gives the place to others, while the request needs no worker thread or when a stream takes a place of its own. */
    public static void giveBack(RoutingContext call) {
        if (call.get(KEY) instanceof Place place) {
            place.giveBack();
        }
    }

    /**
     * Asks for the place again.
     *
     * @return fails with 503 where no place is free in time, and with {@link ClientGone}
     */
    Uni<Void> again(RoutingContext call) {
        Place place = call.get(KEY);
        return Uni.createFrom()
                .emitter(result -> place.take(true, () -> result.complete(null), reason -> {
                    result.fail(reason == Refusal.CLIENT_GONE ? new ClientGone(null) : refusal(call, place, reason));
                }));
    }

    private ProblemException refusal(RoutingContext call, Place place, Refusal reason) {
        TurnedAway.mark(call);
        var why = reason.name().toLowerCase(Locale.ROOT);
        metrics.counter("sextant.http.refused", "urgency", name(place.urgency()), "reason", why)
                .increment();
        log.count("no place (" + why + ")");
        return ExceptionTranslator.busy();
    }

    private static String name(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
