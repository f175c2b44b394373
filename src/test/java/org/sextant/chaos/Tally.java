package org.sextant.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the writers saw, from the beginning of a stage on. */
final class Tally {

    private final Map<Integer, AtomicLong> statuses = new ConcurrentSkipListMap<>();
    private final AtomicLong slowestMs = new AtomicLong();
    private final AtomicLong acknowledgedAt = new AtomicLong(System.nanoTime());
    private final AtomicLong longestGapNanos = new AtomicLong();

    private final AtomicInteger batches = new AtomicInteger();

    /** A request with many records leaves, or has its outcome. */
    void batches(int more) {
        batches.addAndGet(more);
    }

    /** True while a request with many records is under way. */
    boolean isInMidBatch() {
        return batches.get() > 0;
    }

    void answered(int status, Duration took) {
        statuses.computeIfAbsent(status, none -> new AtomicLong()).incrementAndGet();
        slowestMs.accumulateAndGet(took.toMillis(), Math::max);
    }

    /** A request had no answer: no connection, a connection that broke, or a time-out of the client. */
    void unanswered() {
        statuses.computeIfAbsent(0, none -> new AtomicLong()).incrementAndGet();
    }

    void acknowledged() {
        var now = System.nanoTime();
        var before = acknowledgedAt.getAndAccumulate(now, Math::max);
        longestGapNanos.accumulateAndGet(now - before, Math::max);
    }

    /** The answers by status; 0 stands for none. */
    Map<Integer, Long> statuses() {
        var counts = new TreeMap<Integer, Long>();
        statuses.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    /** Requests without an answer, or with an answer other than success. */
    long failed() {
        return statuses().entrySet().stream()
                .filter(one -> one.getKey() / 100 != 2)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The longest time in which no writer had a request acknowledged. */
    Duration longestGap() {
        return Duration.ofNanos(longestGapNanos.get());
    }

    /** The longest time that a caller waited for an answer. */
    Duration slowest() {
        return Duration.ofMillis(slowestMs.get());
    }

    /** When a request was acknowledged last, by {@link System#nanoTime()}. */
    long acknowledgedAtNanos() {
        return acknowledgedAt.get();
    }
}
