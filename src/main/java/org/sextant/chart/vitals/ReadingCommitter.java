package org.sextant.chart.vitals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores the readings of concurrent calls of one clinic together. While one transaction is committed, the calls that
 * arrive wait; the first of them then stores those of all in the next transaction. So a lone call waits for nobody, and
 * the more calls there are, the fewer transactions each of them costs. Each clinic has a queue of its own, and no clinic
 * waits for the transaction of another.
 *
 * <p>A call returns only after the commit that holds its readings and its row in the audit trail. What a group does not
 * store, because of anything that is not plain, is left to {@link VitalsService}, alone in a transaction of its own.
 */
@ApplicationScoped
class ReadingCommitter {

    /** The readings of a group: more would only make each of them wait longer. */
    static final int MOST = 128;

    private final Group group;
    private final Map<UUID, Queue> queues = new HashMap<>();

    ReadingCommitter(Group group) {
        this.group = group;
    }

    /** Stores the readings of several calls of one clinic in one transaction. */
    interface Group {

        /**
         * Returns after the commit.
         *
         * @return the stored readings of each call; a call without an entry stored nothing
         * @throws RuntimeException where it is not known whether the commit succeeded
         */
        Map<ReadingsOfCall, List<PlainReading>> store(List<ReadingsOfCall> calls);
    }

    /** A call in its queue, and what became of it. */
    private static final class Entry {

        private final ReadingsOfCall call;
        private boolean done;
        private List<PlainReading> stored;
        private RuntimeException failure;

        private Entry(ReadingsOfCall call) {
            this.call = call;
        }

        private void finish(List<PlainReading> readings, RuntimeException unknown) {
            done = true;
            stored = readings;
            failure = unknown;
        }

        private Optional<List<PlainReading>> result() {
            if (failure != null) {
                throw failure;
            }
            return Optional.ofNullable(stored);
        }
    }

    /** The calls of one clinic that wait, in the order of their arrival. Guarded by the committer. */
    private static final class Queue {

        private final Deque<Entry> waiting = new ArrayDeque<>();
        private boolean hasLeader;

        /** At least one call, then as many as there is room for. */
        private List<Entry> next() {
            var next = new ArrayList<Entry>();
            var readings = 0;
            while (!waiting.isEmpty()
                    && (next.isEmpty()
                            || readings + waiting.peek().call.readings().size() <= MOST)) {
                readings += waiting.peek().call.readings().size();
                next.add(waiting.remove());
            }
            return next;
        }
    }

    /**
     * Stores the readings of a call together with those of other calls.
     *
     * @return the readings, committed; empty where nothing was stored, so that the caller stores them alone
     * @throws RuntimeException where the commit failed, and it is not known whether the readings are stored
     * @throws InterruptedException where the thread was interrupted before its turn: nothing is stored
     */
    Optional<List<PlainReading>> commit(ReadingsOfCall call) throws InterruptedException {
        var entry = new Entry(call);
        var queue = enter(entry);
        while (true) {
            var next = turn(queue, entry);
            if (next.isEmpty()) {
                return entry.result();
            }
            lead(queue, next);
        }
    }

    private synchronized Queue enter(Entry entry) {
        var queue = queues.computeIfAbsent(entry.call.clinic(), clinic -> new Queue());
        queue.waiting.add(entry);
        return queue;
    }

    /** Waits until the entry is done, or until it is this thread's turn to store the next group, which it returns. */
    private synchronized List<Entry> turn(Queue queue, Entry entry) throws InterruptedException {
        while (!entry.done && queue.hasLeader) {
            try {
                wait();
            } catch (InterruptedException cancelled) {
                leave(queue, entry, cancelled);
            }
        }
        if (entry.done) {
            return List.of();
        }
        queue.hasLeader = true;
        return queue.next();
    }

    /** A call that still waits leaves the queue. One that is being stored waits for its end, which is near. */
    private synchronized void leave(Queue queue, Entry entry, InterruptedException cancelled)
            throws InterruptedException {
        if (queue.waiting.remove(entry)) {
            throw cancelled;
        }
        while (!entry.done) {
            wait();
        }
        Thread.currentThread().interrupt();
    }

    /** Whatever happens to the group, nobody waits for it for ever. */
    private void lead(Queue queue, List<Entry> entries) {
        var stored = Map.<ReadingsOfCall, List<PlainReading>>of();
        RuntimeException unknown = new IllegalStateException("The service failed while it stored readings");
        try {
            stored = group.store(entries.stream().map(entry -> entry.call).toList());
            unknown = null;
        } catch (RuntimeException failure) {
            unknown = failure;
        } finally {
            finish(queue, entries, stored, unknown);
        }
    }

    private synchronized void finish(
            Queue queue,
            List<Entry> entries,
            Map<ReadingsOfCall, List<PlainReading>> stored,
            RuntimeException unknown) {
        entries.forEach(entry -> entry.finish(stored.get(entry.call), unknown));
        queue.hasLeader = false;
        if (queue.waiting.isEmpty()) {
            queues.remove(entries.get(0).call.clinic());
        }
        notifyAll();
    }

    /** How many calls of a clinic wait for the next group. */
    synchronized int waiting(UUID clinic) {
        var queue = queues.get(clinic);
        return queue == null ? 0 : queue.waiting.size();
    }
}
