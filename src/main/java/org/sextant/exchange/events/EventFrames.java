package org.sextant.exchange.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.exchange.feed.Cursor;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.exchange.feed.Reset;

/**
 * What streams send: changes, heartbeats, resets and ends, as Server-Sent Events. Their metrics are there from the
 * start.
 */
@Startup
@ApplicationScoped
class EventFrames {

    private static final int RETRY_MS = 2000;

    /** All streams of a replica end together; they must not come back together. */
    private static final int EARLIEST_RETURN_MS = 1000;

    private static final int LATEST_RETURN_MS = 5000;

    private final ChangeTypes types;
    private final ObjectMapper json;
    private final InstantSource time;
    private final Duration heartbeat;
    private final Timer lag;
    private final Counter items;

    /** @param heartbeat the longest silence of a stream */
    EventFrames(
            ChangeTypes types,
            ObjectMapper json,
            InstantSource time,
            MeterRegistry metrics,
            @ConfigProperty(name = "sextant.events.heartbeat", defaultValue = "15s") Duration heartbeat) {
        this.heartbeat = heartbeat;
        this.types = types;
        this.json = json;
        this.time = time;
        this.lag = Timer.builder("sextant.events.lag")
                .description("From the writing of a change until an open stream takes the change")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(metrics);
        this.items = Counter.builder("sextant.events.items")
                .description("Changes that streams have taken")
                .register(metrics);
    }

    /** The longest silence of a stream. */
    Duration heartbeat() {
        return heartbeat;
    }

    /** At once, so that a client that is cut before the first change goes on from here. */
    List<OutboundSseEvent> opening(UUID clinic, FeedPosition position, History present, Reset reset) {
        var events = new ArrayList<OutboundSseEvent>();
        events.add(event().comment("changes of the clinic")
                .id(new Cursor(position, present).text(clinic))
                .reconnectDelay(RETRY_MS)
                .build());
        addReset(events, reset);
        return events;
    }

    /**
     * The changes; a heartbeat where there are none.
     *
     * @param opened the newest position when the stream was opened: what lies before was not late, its reader was
     */
    List<OutboundSseEvent> of(UUID clinic, List<Change> changes, Reset reset, TailBatch batch, FeedPosition opened) {
        var events = new ArrayList<OutboundSseEvent>();
        addReset(events, reset);
        var now = time.instant();
        changes.forEach(change -> {
            events.add(item(clinic, change, batch.present()));
            if (opened.isBefore(change.position()) && change.writtenAt() != null) {
                lag.record(Duration.between(change.writtenAt(), now));
            }
        });
        if (changes.isEmpty()) {
            events.add(event().comment("")
                    .id(new Cursor(batch.end(), batch.present()).text(clinic))
                    .build());
        }
        return events;
    }

    private OutboundSseEvent item(UUID clinic, Change change, History present) {
        items.increment();
        var view = types.view(change, clinic, present);
        return event().id(view.cursor()).name(view.type()).data(text(view)).build();
    }

    private void addReset(List<OutboundSseEvent> events, Reset reset) {
        if (reset != null) {
            events.add(event().name("reset").data(text(reset)).build());
        }
    }

    /** The last event of a stream that the service ends. */
    OutboundSseEvent end(UUID clinic, StreamEnd reason, FeedPosition position, History present) {
        return event().name("end")
                .id(new Cursor(position, present).text(clinic))
                .reconnectDelay(ThreadLocalRandom.current().nextInt(EARLIEST_RETURN_MS, LATEST_RETURN_MS))
                .data(text(Map.of("reason", reason)))
                .build();
    }

    private static OutboundSseEvent.Builder event() {
        return new OutboundSseEventImpl.BuilderImpl();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
