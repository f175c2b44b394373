package org.sextant.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Once a second, finds the sessions of all clinics whose reading is overdue within the next second, with one indexed
 * query, and has each session evaluated at the time its reading is overdue. Every replica runs the monitor; the lock
 * on the session lets only one replica raise the alert.
 */
@Startup
@ApplicationScoped
class Monitor {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Further sessions wait for the next run, so that a restart after a long outage does not flood the database. */
    private static final int SESSIONS_PER_RUN = 200;

    private final AlertRepository alerts;
    private final OverdueSessionRunner runner;
    private final InstantSource time;
    private final ScheduledExecutorService executor;
    private volatile Instant lookedAt;

    Monitor(
            AlertRepository alerts,
            OverdueSessionRunner runner,
            InstantSource time,
            ScheduledExecutorService executor,
            MeterRegistry metrics) {
        this.alerts = alerts;
        this.runner = runner;
        this.time = time;
        this.executor = executor;
        this.lookedAt = time.instant();
        Gauge.builder("sextant.monitor.look.age.seconds", this, Monitor::ageSeconds)
                .description("How long ago this replica has looked for overdue readings, or has started")
                .register(metrics);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The runner logs failures.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void checkOverdueSessions() {
        var now = time.instant();
        for (var overdue : alerts.overdueBy(now.plus(PERIOD), SESSIONS_PER_RUN)) {
            if (overdue.at().isAfter(now)) {
                var wait = Duration.between(now, overdue.at()).plusMillis(1);
                executor.schedule(() -> runner.evaluate(overdue), wait.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                runner.evaluate(overdue);
            }
        }
        lookedAt = now;
    }

    private double ageSeconds() {
        return Duration.between(lookedAt, time.instant()).toMillis() / 1e3;
    }
}
