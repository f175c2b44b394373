package org.sextant.exchange.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.platform.OwnThread;
import org.sextant.platform.StopRequested;
import org.sextant.web.problem.CommonProblem;

/** The open streams of this replica: how many there may be, and which have to end. */
@ApplicationScoped
class EventStreams {

    static final int MOST_OF_A_CALLER = 20;

    private static final int MOST = 2000;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** A client that has not taken what it was given for so long is cut; it comes back with its cursor. */
    private static final Duration LONGEST_STUCK = Duration.ofSeconds(60);

    private final Map<EventStream, Runnable> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofCallers = new HashMap<>();
    private final OwnThread thread = new OwnThread("sextant-streams");
    private final Counter opened;
    private final Counter cut;
    private volatile boolean stopping;

    EventStreams(MeterRegistry metrics) {
        Gauge.builder("sextant.events.open", open, Map::size)
                .description("Open streams of events")
                .register(metrics);
        opened = Counter.builder("sextant.events.opened")
                .description("Streams of events that were opened")
                .register(metrics);
        cut = Counter.builder("sextant.events.cut")
                .description("Streams that were cut because their client did not take what it was sent")
                .register(metrics);
    }

    void start(@Observes StartupEvent start) {
        thread.repeat(PERIOD, () -> {
            sweep();
            return PERIOD;
        });
    }

    /** Ends all streams before the service waits for the end of its requests. */
    void end(@Observes StopRequested stop) {
        stopping = true;
        open.keySet().forEach(stream -> stream.end(StreamEnd.SHUTDOWN));
    }

    void stop(@Observes ShutdownEvent stop) {
        end(new StopRequested());
        thread.close();
    }

    /**
     * Opens a stream.
     *
     * @param caller whose stream it is
     * @param cutOff closes the client's connection
     * @param ended runs once, when the stream has ended for any reason
     * @throws org.sextant.web.problem.ProblemException 429 where the caller or the replica has too many streams, 503
     *     where the service stops
     */
    Multi<OutboundSseEvent> open(String caller, EventStream stream, Runnable cutOff, Runnable ended) {
        admit(caller);
        stream.join();
        open.put(stream, cutOff);
        opened.increment();
        if (stopping) {
            stream.end(StreamEnd.SHUTDOWN);
        }
        return stream.events().onTermination().invoke(() -> {
            if (open.remove(stream) != null) {
                leave(caller);
                stream.forget();
                ended.run();
            }
        });
    }

    private synchronized void admit(String caller) {
        var ofCaller = ofCallers.getOrDefault(caller, 0);
        if (ofCaller >= MOST_OF_A_CALLER || open.size() >= MOST) {
            throw CommonProblem.TOO_MANY_REQUESTS
                    .because(
                            ofCaller >= MOST_OF_A_CALLER
                                    ? "The caller has %d streams open; close some.".formatted(MOST_OF_A_CALLER)
                                    : "The service has all the streams that it can keep open.")
                    .header("Retry-After", "30");
        }
        ofCallers.put(caller, ofCaller + 1);
    }

    private synchronized void leave(String caller) {
        ofCallers.compute(caller, (name, streams) -> streams == null || streams == 1 ? null : streams - 1);
    }

    /** Ends the streams whose token is no longer good, and cuts those whose client does not read. */
    private void sweep() {
        open.forEach((stream, cutOff) -> {
            stream.judgeToken();
            if (stream.stuckFor() > LONGEST_STUCK.toNanos()) {
                cut.increment();
                cutOff.run();
            }
        });
    }
}
