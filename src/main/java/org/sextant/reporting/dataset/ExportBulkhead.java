package org.sextant.reporting.dataset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.CommonProblem;

/** Limits the number of concurrent exports: an export occupies a connection and a snapshot while its client reads. */
@Startup
@ApplicationScoped
class ExportBulkhead {

    private final Semaphore permits;

    ExportBulkhead(
            @ConfigProperty(name = "sextant.exports.at-once", defaultValue = "4") int maxConcurrent,
            MeterRegistry metrics) {
        this.permits = new Semaphore(maxConcurrent);
        Gauge.builder("sextant.exports.running", permits, free -> maxConcurrent - free.availablePermits())
                .description("Exports that run")
                .register(metrics);
    }

    /** One export, from its first row to its last. */
    interface Export {
        void run() throws IOException;
    }

    /** @throws org.sextant.web.problem.ProblemException 503 where the maximum number of exports is running */
    void run(Export export) throws IOException {
        if (!permits.tryAcquire()) {
            throw CommonProblem.BUSY
                    .because("The maximum number of exports is running; try again in a few seconds.")
                    .header("Retry-After", "5");
        }
        try {
            export.run();
        } finally {
            permits.release();
        }
    }
}
