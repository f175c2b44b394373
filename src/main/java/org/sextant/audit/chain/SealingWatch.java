package org.sextant.audit.chain;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Whether the audit trail is sealed: for metrics and health. Reads how far it is every ten seconds, on every replica. */
@Startup
@ApplicationScoped
class SealingWatch {

    private final TrailRepository trail;
    private final CheckpointCopy copy;
    private final InstantSource time;
    private final Set<UUID> contradicted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> failed = ConcurrentHashMap.newKeySet();
    private volatile List<SealingState> states = List.of();

    SealingWatch(TrailRepository trail, CheckpointCopy copy, InstantSource time, MeterRegistry metrics) {
        this.trail = trail;
        this.copy = copy;
        this.time = time;
        gauge(metrics, "unsealed.rows", "Rows of the audit trail that are not sealed yet", SealingWatch::unsealedRows);
        gauge(
                metrics,
                "oldest.unsealed.seconds",
                "Age of the oldest row of the audit trail that is not sealed",
                watch -> watch.oldestUnsealed().toMillis() / 1000.0);
        gauge(
                metrics,
                "contradicted.chains",
                "Clinics whose chain contradicts its checkpoints, so that nothing is sealed",
                SealingWatch::contradictedChains);
        gauge(
                metrics,
                "checkpoint.copy.behind.seconds",
                "For how long checkpoints wait for the second place",
                watch -> watch.copyBehind().toMillis() / 1000.0);
    }

    private void gauge(MeterRegistry metrics, String name, String what, ToDoubleFunction<SealingWatch> value) {
        Gauge.builder("sextant.audit." + name, this, value).description(what).register(metrics);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void look() {
        states = trail.sealingStates();
        copy.writeWaiting();
    }

    /** True where the last attempt to seal this clinic's chain failed. */
    boolean noteSealed(UUID clinic) {
        var contradictedBefore = contradicted.remove(clinic);
        var failedBefore = failed.remove(clinic);
        return contradictedBefore || failedBefore;
    }

    /** True where this is new. */
    boolean noteContradiction(UUID clinic) {
        return contradicted.add(clinic);
    }

    /** True where this is new. */
    boolean noteFailure(UUID clinic) {
        return failed.add(clinic);
    }

    /** Rows of all clinics, counted up to 10,000 calls and as many changes of a clinic. */
    long unsealedRows() {
        return states.stream().mapToLong(SealingState::unsealed).sum();
    }

    /** Zero where all rows are sealed. Grows also while the database cannot be asked. */
    Duration oldestUnsealed() {
        return states.stream()
                .map(SealingState::oldest)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, time.instant()))
                .orElse(Duration.ZERO);
    }

    int contradictedChains() {
        return contradicted.size();
    }

    /** Zero where no second place is configured. */
    Duration copyBehind() {
        return copy.behind();
    }

    boolean isCopied() {
        return copy.isConfigured();
    }
}
