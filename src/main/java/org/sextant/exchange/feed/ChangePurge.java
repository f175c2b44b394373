package org.sextant.exchange.feed;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

/** Removes changes that could be read for 90 days, the oldest first, in steps so small that no request waits. */
@ApplicationScoped
class ChangePurge {

    static final Duration KEPT = Duration.ofDays(90);

    private static final int AT_A_TIME = 5000;

    private final FeedClockRepository changes;
    private final InstantSource time;

    ChangePurge(FeedClockRepository changes, InstantSource time) {
        this.changes = changes;
        this.time = time;
    }

    /** Removes at most 5,000 changes of each clinic. */
    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void step() throws SQLException {
        var now = time.instant();
        changes.forget(now, now.minus(KEPT), AT_A_TIME);
    }
}
