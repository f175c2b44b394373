package org.sextant.exchange.feed;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.exchange.feed.FeedPosition.History;

/** That changes which a reader knows may be gone. */
@Schema(
        name = "FeedReset",
        description = "Changes that the reader was told of may be gone: compare what was read with the records")
public record Reset(@Schema(required = true) Reason reason) {

    /** Why changes may be gone. */
    @Schema(name = "FeedResetReason")
    public enum Reason {
        /** The database was restored from a copy into another server. */
        RESTORED,
        /** A standby became the server, or the database was recovered to a point in time. */
        FAILED_OVER
    }

    /** The reset for a cursor that was made in a history; null where that history still goes on. */
    public static Reset since(History toldIn, History present) {
        if (!toldIn.isBefore(present)) {
            return null;
        }
        return new Reset(toldIn.era() < present.era() ? Reason.RESTORED : Reason.FAILED_OVER);
    }
}
