package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.CommonProblem;

/** Lets a few exports through at once: each holds a connection and a snapshot for as long as its client reads. */
@ApplicationScoped
class ExportBulkhead {

    private final Semaphore places;

    ExportBulkhead(@ConfigProperty(name = "sextant.exports.at-once", defaultValue = "4") int atOnce) {
        this.places = new Semaphore(atOnce);
    }

    /** An export, from its first row to its last. */
    interface Export {
        void run() throws IOException;
    }

    /** @throws org.sextant.web.problem.ProblemException 503 where as many as may are under way */
    void pass(Export export) throws IOException {
        if (!places.tryAcquire()) {
            throw CommonProblem.BUSY
                    .because("As many exports as may are under way; try again shortly.")
                    .header("Retry-After", "5");
        }
        try {
            export.run();
        } finally {
            places.release();
        }
    }
}
