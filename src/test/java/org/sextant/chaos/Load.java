package org.sextant.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many writers at once, until they are told to stop; each then ends its last request. */
final class Load implements AutoCloseable {

    static final int WRITERS = 32;

    /** In which something must be acknowledged; far longer than any fault lasts. */
    private static final long LIMIT_MINUTES = 5;

    private final ClientLog log;
    private final Tally tally;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Void>> running = new ArrayList<>();
    private volatile boolean goesOn = true;

    private Load(ClientLog log, Tally tally) {
        this.log = log;
        this.tally = tally;
    }

    /** Starts the writers; each has its share of the sessions, and pauses before each request. */
    static Load start(Site site, ClientLog log, Tally tally, long seed, List<String> sessions, int pauseMs) {
        var load = new Load(log, tally);
        var share = sessions.size() / WRITERS;
        for (var i = 0; i < WRITERS; i++) {
            load.running.add(load.threads.submit(new Writer(
                    site,
                    log,
                    tally,
                    () -> load.goesOnAfter(pauseMs),
                    seed * WRITERS + i,
                    sessions.subList(i * share, (i + 1) * share))));
        }
        return load;
    }

    private boolean goesOnAfter(int pauseMs) {
        try {
            Thread.sleep(pauseMs);
            return goesOn;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until so many more records are acknowledged. */
    void awaitMore(long records) throws InterruptedException, ExecutionException {
        var goal = log.acknowledged() + records;
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (log.acknowledged() < goal) {
            for (var writer : running) {
                if (writer.isDone()) {
                    writer.get();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Nothing is acknowledged any more: " + tally.statuses());
            }
            Thread.sleep(5);
        }
    }

    /** Waits until all writers know the outcome of their last request. */
    @Override
    public void close() throws IOException {
        goesOn = false;
        threads.shutdown();
        try {
            for (var writer : running) {
                writer.get(LIMIT_MINUTES, TimeUnit.MINUTES);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("A writer does not end: " + tally.statuses(), failure);
        } finally {
            threads.shutdownNow();
        }
    }
}
