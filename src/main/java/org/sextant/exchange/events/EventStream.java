package org.sextant.exchange.events;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.sextant.exchange.feed.ChangeFilter;
import org.sextant.exchange.feed.FeedAccess.Start;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.exchange.feed.Reset;

/**
 * One open stream: a position in the feed, and nothing that grows. The next changes are taken when the client's socket
 * has taken the last ones. It occupies no thread and no connection to the database.
 */
final class EventStream {

    private final UUID clinic;
    private final ChangeFilter filter;
    private final Tail tail;
    private final EventFrames frames;
    private final Supplier<StreamEnd> tokenEnds;
    private final FeedPosition newest;
    private final History present;
    private final long openedAt = System.nanoTime();

    private volatile FeedPosition position;
    private volatile History toldIn;
    private volatile Waiter waiter;
    private volatile long handedAt = System.nanoTime();
    private volatile StreamEnd ending;
    private final AtomicLong items = new AtomicLong();
    private long sentAt = System.nanoTime();
    private boolean opened;

    /** @param tokenEnds why the caller's token is no longer good; null while it is */
    EventStream(
            UUID clinic,
            ChangeFilter filter,
            Start start,
            Tail tail,
            EventFrames frames,
            Supplier<StreamEnd> tokenEnds) {
        this.clinic = clinic;
        this.filter = filter;
        this.position = start.position();
        this.toldIn = start.toldIn();
        this.newest = start.newest();
        this.present = start.present();
        this.tail = tail;
        this.frames = frames;
        this.tokenEnds = tokenEnds;
    }

    /** Takes part in the looks for new changes, until {@link #forget}. */
    void join() {
        tail.join(clinic, newest, present);
    }

    /** The events, as the client takes them. */
    Multi<OutboundSseEvent> events() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .whilst(batch -> !batch.isLast())
                .onItem()
                .transformToMultiAndConcatenate(batch -> Multi.createFrom().iterable(batch.events()));
    }

    /** What is sent next. */
    private record Batch(List<OutboundSseEvent> events, boolean isLast) {}

    private Uni<Batch> next() {
        handedAt = System.nanoTime();
        if (ending != null) {
            return Uni.createFrom().item(last(ending));
        }
        if (!opened) {
            opened = true;
            return Uni.createFrom().item(opening());
        }
        var next = new Waiter(clinic, position, sentAt + frames.heartbeat().toNanos());
        waiter = next;
        var batch = tail.after(next);
        if (ending != null) {
            // It was to end while it began to wait.
            tail.wake(next);
        }
        return batch.map(this::shown).onFailure(TailBroken.class).recoverWithItem(() -> last(StreamEnd.UNAVAILABLE));
    }

    private Batch opening() {
        var reset = Reset.since(toldIn, present);
        toldIn = present;
        return new Batch(frames.opening(clinic, position, toldIn, reset), false);
    }

    private Batch shown(TailBatch found) {
        waiter = null;
        var now = System.nanoTime();
        handedAt = now;
        if (ending == null) {
            ending = tokenEnds.get();
        }
        if (ending != null) {
            return last(ending);
        }
        var reset = Reset.since(toldIn, found.present());
        var shown = found.changes().stream().filter(filter::shows).toList();
        position = found.end();
        toldIn = found.present();
        items.addAndGet(shown.size());
        // Hidden changes move the position too, which the next heartbeat tells.
        if (shown.isEmpty()
                && reset == null
                && now - sentAt < frames.heartbeat().toNanos()) {
            return new Batch(List.of(), false);
        }
        sentAt = now;
        return new Batch(frames.of(clinic, shown, reset, found, newest), false);
    }

    private Batch last(StreamEnd reason) {
        return new Batch(List.of(frames.end(clinic, reason, position, toldIn)), true);
    }

    /** Ends the stream as soon as its client has taken what it was given. */
    void end(StreamEnd reason) {
        if (ending == null) {
            ending = reason;
        }
        var waits = waiter;
        if (waits != null) {
            tail.wake(waits);
        }
    }

    /** Ends the stream where its token is no longer good. */
    void judgeToken() {
        var reason = tokenEnds.get();
        if (reason != null) {
            end(reason);
        }
    }

    /** The stream has ended. */
    void forget() {
        var waits = waiter;
        if (waits != null) {
            tail.forget(waits);
        }
        tail.leave(clinic);
    }

    /** For how many nanoseconds the client has not taken what it was given; 0 while the stream waits for changes. */
    long stuckFor() {
        return waiter != null ? 0 : System.nanoTime() - handedAt;
    }

    UUID clinic() {
        return clinic;
    }

    /** How many changes were sent. */
    long items() {
        return items.get();
    }

    /** For how many nanoseconds the stream has been open. */
    long openFor() {
        return System.nanoTime() - openedAt;
    }
}
