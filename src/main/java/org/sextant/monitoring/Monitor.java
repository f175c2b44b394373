package org.sextant.monitoring;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks each second, in one indexed query over all clinics, for sessions whose reading is overdue by then, and has each
 * judged at its time. Every replica does; the lock on the session lets one of them raise the alert.
 */
@ApplicationScoped
class Monitor {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** More than these wait for the next second: after a long standstill the database is not flooded. */
    private static final int AT_A_TIME = 200;

    private final AlertRepository alerts;
    private final OverdueSessionRunner judge;
    private final InstantSource time;
    private final ScheduledExecutorService executor;

    Monitor(AlertRepository alerts, OverdueSessionRunner judge, InstantSource time, ScheduledExecutorService executor) {
        this.alerts = alerts;
        this.judge = judge;
        this.time = time;
        this.executor = executor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The judge logs what fails.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void look() {
        var now = time.instant();
        for (var overdue : alerts.overdueBy(now.plus(PERIOD), AT_A_TIME)) {
            if (overdue.at().isAfter(now)) {
                var wait = Duration.between(now, overdue.at()).plusMillis(1);
                executor.schedule(() -> judge.judge(overdue), wait.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                judge.judge(overdue);
            }
        }
    }
}
