package org.sextant.exchange.feed;

import static org.sextant.exchange.feed.FeedAccess.latest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.identity.Caller;

/** Reads the feed of the caller's clinic from where a reader left off. */
@ApplicationScoped
class FeedService {

    private static final String AFTER = "after";

    /** As {@code after}: from now on. */
    private static final String NOW = "now";

    private final ChangeRepository changes;
    private final FeedAccess access;
    private final ChangeTypes types;
    private final Caller caller;

    FeedService(ChangeRepository changes, FeedAccess access, ChangeTypes types, Caller caller) {
        this.changes = changes;
        this.access = access;
        this.types = types;
        this.caller = caller;
    }

    /**
     * A page of the feed.
     *
     * @param after a cursor, {@code now}, or null to begin with the oldest change that is kept
     * @param size the most changes of the page
     * @throws org.sextant.web.problem.ProblemException 400 where {@code after} is no cursor of this clinic; 410 where
     *     changes behind it were removed
     */
    ChangePage read(String after, ChangeFilter filter, int size) {
        if (NOW.equals(after)) {
            var start = access.start(null, AFTER);
            return new ChangePage(List.of(), text(start.newest(), start.present()), true, null);
        }
        if (after == null) {
            var slice = changes.after(FeedPosition.BEFORE_ALL, filter, size + 1);
            return page(slice, size, latest(slice.floor(), FeedPosition.BEFORE_ALL), null);
        }
        var cursor = access.parsed(after, AFTER);
        var slice = changes.after(cursor.position(), filter, size + 1);
        access.requireReadable(cursor, slice, AFTER);
        return page(
                slice,
                size,
                cursor.position(),
                Reset.since(cursor.toldIn(), slice.horizon().history()));
    }

    private ChangePage page(FeedSlice slice, int size, FeedPosition from, Reset reset) {
        var present = slice.horizon().history();
        var found = slice.changes();
        var isFull = found.size() > size;
        var shown = isFull ? found.subList(0, size) : found;
        var end = isFull ? shown.get(size - 1).position() : latest(slice.end(), from);
        return new ChangePage(
                shown.stream()
                        .map(change -> types.view(change, caller.clinic(), present))
                        .toList(),
                text(end, present),
                !isFull && slice.exhausted(),
                reset);
    }

    private String text(FeedPosition position, History present) {
        return new Cursor(position, present).text(caller.clinic());
    }
}
