package org.sextant.exchange.feed;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Begins a new era of the feed where the database has come into another server by a dump, before the first request is
 * served: the ids of transactions begin anew there, and what is written next must come after all that was.
 */
@ApplicationScoped
class EraKeeper {

    private final FeedClockRepository feed;
    private final boolean forced;
    private int era;

    /** @param forced true for the first start on a cold copy of a data directory, which looks like the same server */
    EraKeeper(
            FeedClockRepository feed,
            @ConfigProperty(name = "sextant.new-era", defaultValue = "false") boolean forced) {
        this.feed = feed;
        this.forced = forced;
    }

    void start(@Observes StartupEvent start) throws SQLException {
        era = feed.beginEra(forced);
        if (forced) {
            Log.infof("The feed of changes begins era %d. Unset SEXTANT_NEW_ERA before the next start.", era);
        }
    }

    /** Again while the service runs: somebody may restore the database under it. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws SQLException {
        var present = feed.beginEra(false);
        if (present != era) {
            Log.warnf("The database is in another server: the feed of changes begins era %d", present);
            era = present;
        }
    }
}
