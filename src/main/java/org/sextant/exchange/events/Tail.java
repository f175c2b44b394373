package org.sextant.exchange.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.sextant.exchange.feed.Change;
import org.sextant.exchange.feed.ChangeLogRepository;
import org.sextant.exchange.feed.ChangeLogRepository.Look;
import org.sextant.exchange.feed.FeedPosition;
import org.sextant.exchange.feed.FeedPosition.History;
import org.sextant.platform.OwnThread;

/**
 * The end of the log, for all streams of this replica: one small query every 100 ms while somebody waits, and none
 * otherwise. Nothing wakes it: a {@code NOTIFY} in the transactions of writes would halve their number.
 */
@ApplicationScoped
class Tail {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int MOST_OF_A_LOOK = 1000;
    private static final int SERVED_AT_ONCE = 128;

    /** A database that is away for a moment only is not worth the end of all streams. */
    private static final int MOST_FAILURES = 3;

    private final ChangeLogRepository log;
    private final Executor workers;
    private final Timer looks;
    private final OwnThread thread = new OwnThread("sextant-tail");
    private final Map<UUID, ClinicTail> clinics = new HashMap<>();
    private List<Waiter> waiting = new ArrayList<>();
    private History present;
    private int failures;

    Tail(ChangeLogRepository log, ScheduledExecutorService workers, MeterRegistry metrics) {
        this.log = log;
        this.workers = workers;
        this.looks = Timer.builder("sextant.events.look")
                .description("Looks for new changes for the streams of this replica")
                .register(metrics);
    }

    void start(@Observes StartupEvent start) {
        thread.repeat(PERIOD, () -> {
            look();
            return PERIOD;
        });
    }

    void stop(@Observes ShutdownEvent stop) {
        thread.close();
    }

    /** A stream of the clinic begins. */
    synchronized void join(UUID clinic, FeedPosition newest, History history) {
        clinics.computeIfAbsent(clinic, first -> new ClinicTail(newest)).join();
        if (present == null || present.isBefore(history)) {
            present = history;
        }
    }

    /** A stream of the clinic has ended. */
    synchronized void leave(UUID clinic) {
        if (clinics.get(clinic).leave()) {
            clinics.remove(clinic);
        }
    }

    /**
     * The changes of a clinic behind a position: from memory, else from the log, else those that come next. Whoever waits
     * is in the queue before the next look begins, so nothing is missed between a look and the wait.
     */
    Uni<TailBatch> after(Waiter waiter) {
        synchronized (this) {
            var clinic = clinics.get(waiter.clinic());
            if (clinic == null) {
                return waiter.batch();
            }
            if (clinic.reachesBackTo(waiter.position())) {
                var changes = clinic.after(waiter.position());
                if (changes.isEmpty()) {
                    waiting.add(waiter);
                    return waiter.batch();
                }
                return Uni.createFrom().item(batch(waiter, changes.get(), waiter.position(), present));
            }
        }
        return Uni.createFrom().item(() -> older(waiter)).runSubscriptionOn(workers);
    }

    private TailBatch older(Waiter waiter) {
        try {
            var look = log.after(waiter.clinic(), waiter.position(), ClinicTail.MOST_AT_ONCE);
            var changes = look.changes().getOrDefault(waiter.clinic(), List.of());
            if (changes.isEmpty()) {
                // What was kept behind the position was removed meanwhile, or there is nothing: go on with the memory.
                synchronized (this) {
                    var clinic = clinics.get(waiter.clinic());
                    return batch(waiter, changes, clinic == null ? waiter.position() : clinic.end(), look.present());
                }
            }
            return batch(waiter, changes, waiter.position(), look.present());
        } catch (SQLException failure) {
            throw new TailBroken(failure);
        }
    }

    private static TailBatch batch(Waiter waiter, List<Change> changes, FeedPosition from, History history) {
        var end = changes.isEmpty() ? from : changes.get(changes.size() - 1).position();
        return new TailBatch(changes, end, history);
    }

    /** Looks once, where somebody waits. */
    void look() {
        var positions = new HashMap<UUID, FeedPosition>();
        synchronized (this) {
            // Of a stream that has just ended there is no clinic.
            waiting.removeIf(waiter -> !clinics.containsKey(waiter.clinic()));
            waiting.forEach(waiter ->
                    positions.put(waiter.clinic(), clinics.get(waiter.clinic()).end()));
        }
        if (positions.isEmpty()) {
            return;
        }
        var began = System.nanoTime();
        try {
            var look = log.look(positions, MOST_OF_A_LOOK);
            failures = 0;
            serve(note(look));
        } catch (SQLException failure) {
            fail(failure);
        }
        looks.record(Duration.ofNanos(System.nanoTime() - began));
    }

    /** Takes those who are served out of the queue, before any is served: whoever comes back waits for the next look. */
    private synchronized List<Runnable> note(Look look) {
        present = look.present();
        look.changes().forEach((clinic, changes) -> {
            if (clinics.containsKey(clinic)) {
                clinics.get(clinic).add(changes);
            }
        });
        var due = new ArrayList<Runnable>();
        var others = new ArrayList<Waiter>();
        for (var waiter : waiting) {
            var changes = Optional.ofNullable(clinics.get(waiter.clinic()))
                    .flatMap(clinic -> clinic.after(waiter.position()));
            if (changes.isPresent() || waiter.isDue()) {
                var batch = batch(waiter, changes.orElse(List.of()), waiter.position(), present);
                due.add(() -> waiter.serve(batch));
            } else {
                others.add(waiter);
            }
        }
        waiting = others;
        return due;
    }

    /** Off this thread, in parts: a stream that is slow to take its batch delays neither the next look nor many others. */
    private void serve(List<Runnable> due) {
        for (var from = 0; from < due.size(); from += SERVED_AT_ONCE) {
            var part = due.subList(from, Math.min(from + SERVED_AT_ONCE, due.size()));
            workers.execute(() -> part.forEach(Runnable::run));
        }
    }

    private void fail(SQLException failure) {
        failures++;
        if (failures == MOST_FAILURES) {
            Log.warnf("No changes can be read, so all streams end: SQLSTATE %s", failure.getSQLState());
        }
        if (failures >= MOST_FAILURES) {
            List<Waiter> all;
            synchronized (this) {
                all = waiting;
                waiting = new ArrayList<>();
            }
            serve(all.stream()
                    .<Runnable>map(waiter -> () -> waiter.fail(new TailBroken(failure)))
                    .toList());
        }
    }

    /** Wakes a stream that is to end: it waits no longer. */
    void wake(Waiter waiter) {
        boolean waited;
        History history;
        synchronized (this) {
            waited = waiting.remove(waiter);
            history = present;
        }
        if (waited) {
            workers.execute(() -> waiter.serve(new TailBatch(List.of(), waiter.position(), history)));
        }
    }

    /** A stream that is gone waits no longer. */
    synchronized void forget(Waiter waiter) {
        waiting.remove(waiter);
    }
}
