package org.sextant.exchange.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sextant.exchange.feed.FeedClockRepository.Horizon;

/**
 * For how long the oldest writing transaction has been open: until it ends, no reader of the feed sees what was committed
 * after it began. Readers are never let past it, because its changes would be missed. Looks every ten seconds.
 */
@Startup
@ApplicationScoped
class HorizonWatch {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final FeedClockRepository feed;
    private final InstantSource time;
    private volatile Instant heldSince;
    private String heldBy;
    private boolean warned;

    HorizonWatch(FeedClockRepository feed, InstantSource time, MeterRegistry metrics) {
        this.feed = feed;
        this.time = time;
        Gauge.builder(
                        "sextant.feed.horizon.seconds",
                        this,
                        watch -> watch.held().toMillis() / 1000.0)
                .description("For how long one open transaction has held back the feed of changes")
                .register(metrics);
    }

    /** For how long one transaction has been seen open; to ten seconds, and zero for a shorter time. */
    Duration held() {
        var since = heldSince;
        return since == null ? Duration.ZERO : Duration.between(since, time.instant());
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws SQLException {
        var horizon = feed.horizon();
        if (!horizon.isHeld()) {
            note(null, null);
        } else if (!horizon.xid().equals(heldBy)) {
            note(horizon.xid(), time.instant());
        } else if (!warned && held().compareTo(LONG) >= 0) {
            warned = true;
            warn(horizon);
        }
    }

    private void note(String transaction, Instant since) {
        if (warned) {
            Log.info("The transaction that held back the feed of changes has ended");
        }
        heldBy = transaction;
        heldSince = since;
        warned = false;
    }

    private void warn(Horizon horizon) {
        Log.warnf(
                "The feed of changes waits for transaction %s, open for %d s: process %d of PostgreSQL (%s)",
                horizon.xid(), held().toSeconds(), horizon.pid(), horizon.application());
    }
}
