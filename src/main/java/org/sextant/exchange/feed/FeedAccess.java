package org.sextant.exchange.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;

/** What the caller is shown of the feed, and from where on. */
@ApplicationScoped
public class FeedAccess {

    private final ChangeRepository changes;
    private final ChangeTypes types;
    private final Caller caller;

    FeedAccess(ChangeRepository changes, ChangeTypes types, Caller caller) {
        this.changes = changes;
        this.types = types;
        this.caller = caller;
    }

    /**
     * Where a reader begins.
     *
     * @param position behind which the reader goes on
     * @param toldIn the history in which the reader was told of that position
     * @param newest the newest position that could be read
     * @param present the history that goes on now
     */
    public record Start(FeedPosition position, History toldIn, FeedPosition newest, History present) {}

    /**
     * The filter for the caller, by the roles of the token alone: emergency access opens one patient's chart, and nothing
     * of the feed.
     *
     * @param named the kinds that the caller asks for, separated by commas; null for all
     * @param sessionId the only session; null for all
     * @throws org.sextant.web.problem.ProblemException 400 for a name that is no kind
     */
    public ChangeFilter filter(String named, UUID sessionId) {
        var shown = new TreeSet<>(types.named(named));
        shown.retainAll(types.visibleTo(roles()));
        return new ChangeFilter(shown, sessionId);
    }

    private List<String> roles() {
        return Role.ALL.stream().filter(caller::is).toList();
    }

    /**
     * Where the caller begins, without a change.
     *
     * @param cursor a cursor; null for now
     * @param parameter the name of the parameter, or the pointer of the member, that had the cursor
     * @throws org.sextant.web.problem.ProblemException 400 where it is no cursor of this clinic; 410 where changes behind
     *     it were removed
     */
    public Start start(String cursor, String parameter) {
        var known = cursor == null ? null : parsed(cursor, parameter);
        var slice = changes.newest();
        var present = slice.horizon().history();
        var newest = latest(slice.end(), latest(slice.floor(), FeedPosition.BEFORE_ALL));
        if (known == null) {
            return new Start(newest, present, newest, present);
        }
        requireReadable(known, slice, parameter);
        return new Start(known.position(), known.toldIn(), newest, present);
    }

    /**
     * Requires that the feed still has all changes behind a cursor.
     *
     * @throws org.sextant.web.problem.ProblemException 410 where some were removed
     */
    public void require(Cursor cursor) {
        requireReadable(cursor, changes.newest(), "cursor");
    }

    Cursor parsed(String cursor, String parameter) {
        return Cursor.of(cursor, caller.clinic()).orElseThrow(() -> FeedProblem.notACursor(parameter));
    }

    void requireReadable(Cursor cursor, FeedSlice slice, String parameter) {
        var present = slice.horizon().history();
        if (present.isBefore(cursor.toldIn()) || !cursor.position().isBefore(slice.horizon())) {
            throw FeedProblem.notACursor(parameter);
        }
        if (slice.floor() != null && cursor.position().isBefore(slice.floor())) {
            throw FeedProblem.expired(new Cursor(slice.floor(), present).text(caller.clinic()));
        }
    }

    /** The later one of two positions, of which the first may be missing. */
    static FeedPosition latest(FeedPosition one, FeedPosition other) {
        return one == null || one.isBefore(other) ? other : one;
    }
}
