package org.sextant.tablet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is sent again: a random time that doubles at most with each try and has a cap, so
 * that tablets which lost the network together do not come back together.
 *
 * @param first the longest wait after the first try
 * @param cap the longest wait after any try
 * @param tries how often a request is sent before the network counts as gone
 */
record BackOff(Duration first, Duration cap, int tries, RandomGenerator random) {

    /** What an app starts with: from a second to five minutes. */
    static BackOff ofAnApp(RandomGenerator random) {
        return new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), 10, random);
    }

    /**
     * The wait after a try.
     *
     * @param tried how often the request was sent, at least 1
     * @param retryAfter what the server asked for at least; zero where it asked for nothing
     */
    Duration after(int tried, Duration retryAfter) {
        var longest = Math.min(cap.toMillis(), first.toMillis() << Math.min(tried - 1, 20));
        return retryAfter.plusMillis(random.nextLong(longest + 1));
    }
}
