package org.sextant.exchange.events;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.UUID;
import org.sextant.exchange.feed.FeedAccess;

/** Opens the streams of callers. */
@ApplicationScoped
class EventReaders {

    private static final String NOW = "now";

    private final FeedAccess feed;
    private final EventStreams streams;
    private final Tail tail;
    private final EventFrames frames;
    private final CallerOfStream caller;
    private final CurrentVertxRequest request;

    EventReaders(
            FeedAccess feed,
            EventStreams streams,
            Tail tail,
            EventFrames frames,
            CallerOfStream caller,
            CurrentVertxRequest request) {
        this.feed = feed;
        this.streams = streams;
        this.tail = tail;
        this.frames = frames;
        this.caller = caller;
        this.request = request;
    }

    /**
     * The stream of the caller.
     *
     * @param cursor behind which it begins; null or {@code now} for now
     * @param parameter the name of the parameter or header that had the cursor
     * @throws org.sextant.web.problem.ProblemException 400, 410 for the cursor; 429 where there are too many streams
     */
    Multi<OutboundSseEvent> open(String types, UUID sessionId, String cursor, String parameter) {
        var filter = feed.filter(types, sessionId);
        var start = feed.start(NOW.equals(cursor) ? null : cursor, parameter);
        var clinic = caller.clinic();
        var stream = new EventStream(clinic, filter, start, tail, frames, caller.tokenEnds());
        var response = request.getCurrent().response();
        var record = caller.recorder();
        return streams.open(caller.name(), stream, response::reset, () -> record.end(stream.items(), stream.openFor()));
    }
}
