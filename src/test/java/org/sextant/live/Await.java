package org.sextant.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what happens on other threads and in other processes. */
public final class Await {

    private static final int PAUSE_MS = 50;

    private Await() {}

    /** Looks every 50 ms; fails after the time. */
    public static void until(Duration longest, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + longest.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(PAUSE_MS);
        }
    }
}
