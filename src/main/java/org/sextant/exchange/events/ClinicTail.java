package org.sextant.exchange.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.FeedPosition;

/** The newest changes of a clinic, in memory. Its callers hold the lock of {@link Tail}. */
final class ClinicTail {

    private static final int MOST_KEPT = 4096;

    /** Of a stream at a time: what it holds while its client does not read. */
    static final int MOST_AT_ONCE = 256;

    private final Deque<Change> newest = new ArrayDeque<>();
    private FeedPosition start;
    private FeedPosition end;
    private int streams;

    /** @param now the newest position that could be read */
    ClinicTail(FeedPosition now) {
        start = now;
        end = now;
    }

    /** The position of the last change that was looked at. */
    FeedPosition end() {
        return end;
    }

    /** True where the memory has all changes behind the position. */
    boolean reachesBackTo(FeedPosition position) {
        return !position.isBefore(start);
    }

    /** Keeps changes that follow those that are kept. */
    void add(List<Change> changes) {
        for (var change : changes) {
            newest.addLast(change);
            end = change.position();
        }
        while (newest.size() > MOST_KEPT) {
            start = newest.removeFirst().position();
        }
    }

    /** The first changes behind a position; empty where there are none yet. */
    Optional<List<Change>> after(FeedPosition position) {
        if (!position.isBefore(end)) {
            return Optional.empty();
        }
        return Optional.of(newest.stream()
                .filter(change -> position.isBefore(change.position()))
                .limit(MOST_AT_ONCE)
                .toList());
    }

    void join() {
        streams++;
    }

    /** True where no stream is left. */
    boolean leave() {
        streams--;
        return streams == 0;
    }
}
