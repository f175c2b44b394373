package org.sextant.platform.database;

import java.time.Duration;

/**
 * Finds out that no place of the pool comes back: callers wait, and none has got a connection for longer than any statement
 * may take. A transaction that the transaction manager ends while a statement runs can keep its place for ever.
 */
final class LostPlaces {

    /** Longer than {@code socketTimeout}, after which the longest statement has ended. */
    static final Duration LIMIT = Duration.ofSeconds(45);

    private long acquired = -1;
    private long stuckSince;
    private boolean stuck;

    /**
     * True once no caller has got a connection for the limit, since a caller waited.
     *
     * @param awaiting the callers that wait now
     * @param acquired how often a caller has got a connection
     * @param now by {@code System.nanoTime()}
     */
    boolean found(long awaiting, long acquired, long now) {
        if (acquired != this.acquired) {
            this.acquired = acquired;
            stuck = false;
        }
        if (!stuck && awaiting > 0) {
            stuck = true;
            stuckSince = now;
        }
        if (!stuck || now - stuckSince < LIMIT.toNanos()) {
            return false;
        }
        stuck = false;
        return true;
    }
}
