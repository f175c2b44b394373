package org.sextant.exchange.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * Limits the number of concurrent imports, in the service and for a clinic: an import holds a worker while the import
 * waits for its client.
 */
@ApplicationScoped
class ImportBulkhead {

    private final int most;
    private final int mostOfClinic;
    private final Map<UUID, Integer> taken = new HashMap<>();

    ImportBulkhead(
            @ConfigProperty(name = "sextant.imports.at-once", defaultValue = "4") int most,
            @ConfigProperty(name = "sextant.imports.at-once-per-clinic", defaultValue = "2") int mostOfClinic) {
        this.most = most;
        this.mostOfClinic = mostOfClinic;
    }

    /**
     * A place for an import of the clinic. The place must be either used or abandoned.
     *
     * @throws ProblemException 503 where the maximum number of imports is running
     */
    synchronized Place take(UUID clinic) {
        if (taken.getOrDefault(clinic, 0) >= mostOfClinic) {
            throw full("The maximum number of imports of the clinic is running; try again in a few seconds.");
        }
        if (taken.values().stream().mapToInt(Integer::intValue).sum() >= most) {
            throw full("The maximum number of imports is running; try again in a few seconds.");
        }
        taken.merge(clinic, 1, Integer::sum);
        return new Place(clinic);
    }

    private synchronized void giveBack(UUID clinic) {
        taken.computeIfPresent(clinic, (id, count) -> count == 1 ? null : count - 1);
    }

    private static ProblemException full(String detail) {
        return CommonProblem.BUSY.because(detail).header("Retry-After", "5");
    }

    /** One import, from its first line to its last. */
    interface Import {
        void run() throws IOException;
    }

    /** A place that is given back once: after its import, or where the import never begins. */
    final class Place {

        private final UUID clinic;
        private boolean used;

        private Place(UUID clinic) {
            this.clinic = clinic;
        }

        /** @throws IOException where the place was abandoned before, because the client has disconnected */
        void use(Import work) throws IOException {
            if (!begin()) {
                throw new IOException("The client has disconnected");
            }
            try {
                work.run();
            } finally {
                giveBack(clinic);
            }
        }

        /** Gives the place back where no import uses or has used the place. */
        void abandon() {
            if (begin()) {
                giveBack(clinic);
            }
        }

        private synchronized boolean begin() {
            var first = !used;
            used = true;
            return first;
        }
    }
}
