package org.sextant.exchange.feed;

import java.util.Comparator;

/**
 * The position of a change in the feed of a clinic: the key of its row. Readers go on behind the position of the last change
 * that they know.
 *
 * @param era raised where the database was restored into another server
 * @param timeline raised by PostgreSQL after a promotion or a recovery to a point in time; 0 for rows that are older
 *     than the feed
 * @param xid the transaction that wrote the row
 * @param seq tells the rows of a transaction apart
 */
public record FeedPosition(int era, int timeline, long xid, long seq) implements Comparable<FeedPosition> {

    /** Before every change. */
    public static final FeedPosition BEFORE_ALL = new FeedPosition(0, 0, 0, 0);

    private static final Comparator<FeedPosition> ORDER = Comparator.comparingInt(FeedPosition::era)
            .thenComparingInt(FeedPosition::timeline)
            .thenComparing(FeedPosition::xid, Long::compareUnsigned)
            .thenComparingLong(FeedPosition::seq);

    @Override
    public int compareTo(FeedPosition other) {
        return ORDER.compare(this, other);
    }

    /** True for the earlier position of two. */
    public boolean isBefore(FeedPosition other) {
        return compareTo(other) < 0;
    }

    /** The line of history in which the row was written. */
    public History history() {
        return new History(era, timeline);
    }

    /** Era and timeline: within one, ids of transactions grow and none is given twice. */
    public record History(int era, int timeline) implements Comparable<History> {

        private static final Comparator<History> ORDER =
                Comparator.comparingInt(History::era).thenComparingInt(History::timeline);

        @Override
        public int compareTo(History other) {
            return ORDER.compare(this, other);
        }

        /** True for the older one of two. */
        public boolean isBefore(History other) {
            return compareTo(other) < 0;
        }
    }
}
