package org.sextant.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Map;
import java.util.stream.Stream;
import org.sextant.rules.safety.AlertKind;

/** How many alerts of all clinics are open, by kind: for a metric. Counts every ten seconds, on every replica. */
@Startup
@ApplicationScoped
class AlertWatch {

    private final AlertRepository alerts;
    private volatile Map<AlertKind, Long> open = Map.of();

    AlertWatch(AlertRepository alerts, MeterRegistry metrics) {
        this.alerts = alerts;
        Stream.of(AlertKind.values())
                .forEach(kind -> Gauge.builder("sextant.alerts.open", this, watch -> watch.open(kind))
                        .description("Alerts of all clinics that nobody has acknowledged, by kind")
                        .tag("kind", kind.name())
                        .register(metrics));
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void look() {
        open = alerts.openByKind();
    }

    private long open(AlertKind kind) {
        return open.getOrDefault(kind, 0L);
    }
}
