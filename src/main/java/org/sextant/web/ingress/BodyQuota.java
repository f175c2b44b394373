package org.sextant.web.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ExceptionTranslator;

/** Bounds the bodies in memory: how many may arrive at a time for one caller, and how many bytes all bodies hold. */
@ApplicationScoped
class BodyQuota {

    private final int maxOfCaller;
    private final long maxBytes;
    private final Counter refusedOfCaller;
    private final Counter refusedForMemory;
    private final Map<String, Integer> arriving = new HashMap<>();
    private int totalArriving;
    private long heldBytes;

    BodyQuota(
            @ConfigProperty(name = "sextant.http.bodies-of-a-caller", defaultValue = "50") int maxOfCaller,
            @ConfigProperty(name = "sextant.http.bodies-memory", defaultValue = "64M") MemorySize maxMemory,
            MeterRegistry metrics) {
        this.maxOfCaller = maxOfCaller;
        this.maxBytes = maxMemory.asLongValue();
        refusedOfCaller = metrics.counter("sextant.http.bodies.refused", "reason", "caller");
        refusedForMemory = metrics.counter("sextant.http.bodies.refused", "reason", "memory");
        Gauge.builder("sextant.http.bodies.arriving", this, BodyQuota::arriving)
                .description("Bodies that have begun to arrive and are not complete")
                .register(metrics);
        Gauge.builder("sextant.http.bodies.held", this, BodyQuota::heldBytes)
                .description("Memory of the bodies of running and waiting requests")
                .baseUnit("bytes")
                .register(metrics);
    }

    /** @throws org.sextant.web.problem.ProblemException 429 where too many bodies of the caller are arriving */
    synchronized void begin(String caller) {
        var before = arriving.getOrDefault(caller, 0);
        if (before >= maxOfCaller) {
            refusedOfCaller.increment();
            throw CommonProblem.TOO_MANY_REQUESTS
                    .because("Too many bodies of this caller are arriving at the same time. Send fewer at once.")
                    .header("Retry-After", "5");
        }
        arriving.put(caller, before + 1);
        totalArriving++;
    }

    /** The body has arrived or has ended otherwise; call once for each {@link #begin}. */
    synchronized void end(String caller) {
        arriving.computeIfPresent(caller, (name, count) -> count == 1 ? null : count - 1);
        totalArriving--;
    }

    /** @throws org.sextant.web.problem.ProblemException 503 where all bodies together need too much memory */
    synchronized void hold(int bytes) {
        if (heldBytes + bytes > maxBytes) {
            refusedForMemory.increment();
            throw ExceptionTranslator.busy();
        }
        heldBytes += bytes;
    }

    /** Gives back what {@link #hold} took. */
    synchronized void release(int bytes) {
        heldBytes -= bytes;
    }

    private synchronized int arriving() {
        return totalArriving;
    }

    private synchronized long heldBytes() {
        return heldBytes;
    }
}
