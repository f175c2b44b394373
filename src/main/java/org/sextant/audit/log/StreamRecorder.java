package org.sextant.audit.log;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.sextant.identity.Caller;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/**
 * Records the end of a stream that is sent after its request: how much was read is known only then. The row of the call
 * itself was committed when the stream was opened.
 */
@ApplicationScoped
public class StreamRecorder {

    private static final int SUCCESS = 200;

    private final AuditRepository audit;
    private final Caller caller;
    private final CurrentVertxRequest request;
    private final Routes routes;
    private final ScheduledExecutorService workers;

    StreamRecorder(
            AuditRepository audit,
            Caller caller,
            CurrentVertxRequest request,
            Routes routes,
            ScheduledExecutorService workers) {
        this.audit = audit;
        this.caller = caller;
        this.request = request;
        this.routes = routes;
        this.workers = workers;
    }

    /** The end of one stream. */
    public interface Ending {

        /**
         * Records the end, on any thread; the row is written a moment later.
         *
         * @param items how many items were sent
         * @param open for how many nanoseconds the stream was open
         */
        void end(long items, long open);
    }

    /** For the stream of the present call. */
    public Ending ofCall() {
        var call = request.getCurrent();
        var opening = AuditEvent.of(AuditedOperation.of(call, routes), SUCCESS, caller, RequestIds.of(call));
        return (items, open) -> workers.execute(() -> write(opening.ended(items, Duration.ofNanos(open))));
    }

    private void write(AuditEvent end) {
        try {
            audit.record(end);
        } catch (RuntimeException failure) {
            Log.errorf(
                    "The audit trail lacks the end of a stream, request %s: %s",
                    end.requestId(), failure.getClass().getSimpleName());
        }
    }
}
