package org.sextant.exchange.events;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sextant.exchange.feed.FeedPosition;

/** One wait of a stream for changes behind a position. Equal only to itself. */
final class Waiter {

    private final UUID clinic;
    private final FeedPosition position;
    private final long dueAt;
    private final CompletableFuture<TailBatch> batch = new CompletableFuture<>();

    /** @param dueAt when the stream sends a heartbeat, by {@link System#nanoTime} */
    Waiter(UUID clinic, FeedPosition position, long dueAt) {
        this.clinic = clinic;
        this.position = position;
        this.dueAt = dueAt;
    }

    UUID clinic() {
        return clinic;
    }

    FeedPosition position() {
        return position;
    }

    /** True where it is time for a heartbeat. */
    boolean isDue() {
        return System.nanoTime() - dueAt >= 0;
    }

    Uni<TailBatch> batch() {
        return Uni.createFrom().completionStage(batch);
    }

    void serve(TailBatch found) {
        batch.complete(found);
    }

    void fail(RuntimeException failure) {
        batch.completeExceptionally(failure);
    }
}
