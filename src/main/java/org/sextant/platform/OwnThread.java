package org.sextant.platform;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A daemon thread for work that must not wait behind the requests: their workers may all be waiting for a database that
 * does not answer. Tasks run one after the other. A failed task is logged and ends neither the thread nor a repetition.
 */
public final class OwnThread implements AutoCloseable {

    /** Before the next run of a repeated task that has failed with an exception. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final ScheduledExecutorService executor;

    /** @param name the name of the thread */
    public OwnThread(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a task again and again until {@link #close}; each run returns the pause before the next run. */
    @SuppressWarnings("FutureReturnValueIgnored") // The repetition ends with the thread.
    public void repeat(Duration firstPause, Supplier<Duration> task) {
        var beans = Arc.container();
        executor.schedule(() -> run(task, beans), firstPause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs a task once, after the tasks that wait already. */
    public void execute(Runnable task) {
        repeat(Duration.ZERO, () -> {
            task.run();
            return null;
        });
    }

    private void run(Supplier<Duration> task, ArcContainer beans) {
        var pause = AFTER_FAILURE;
        try {
            pause = task.get();
        } catch (RuntimeException | Error failure) {
            if (beans != null && !beans.isRunning()) {
                // The start has failed, or the service ends: what the task needs is gone.
                return;
            }
            Log.errorf(failure, "A task of the thread %s failed", name);
        }
        if (pause != null && !executor.isShutdown()) {
            repeat(pause, task);
        }
    }

    /** Interrupts the running task, and runs no other. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
