package org.sextant.exchange.webhook.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;
import org.sextant.exchange.webhook.sending.SenderRepository.Counts;

/** How many addresses there are, fail or were given up, for the operator. Looks every ten seconds. */
@Startup
@ApplicationScoped
class WebhookMetrics {

    private final SenderRepository webhooks;
    private volatile Counts counts = new Counts(0, 0, 0, 0);

    WebhookMetrics(SenderRepository webhooks, MeterRegistry metrics) {
        this.webhooks = webhooks;
        gauge(metrics, "active", "Webhooks that are told of changes", Counts::active);
        gauge(metrics, "failing", "Webhooks whose last call failed", Counts::failing);
        gauge(metrics, "disabled", "Webhooks that were given up", Counts::disabled);
        gauge(metrics, "set.aside", "Changes that receivers have refused", Counts::dead);
    }

    private void gauge(MeterRegistry metrics, String name, String what, ToDoubleFunction<Counts> value) {
        Gauge.builder("sextant.webhooks." + name, this, watch -> value.applyAsDouble(watch.counts))
                .description(what)
                .register(metrics);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws SQLException {
        counts = webhooks.counts();
    }
}
