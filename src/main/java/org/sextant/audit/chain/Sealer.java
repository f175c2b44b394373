package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

/**
 * Looks each second, on every replica, for clinics whose trail has grown, and has each sealed. Whoever writes does not
 * wait for it: a chain that is kept while writing lets one transaction commit at a time.
 */
@ApplicationScoped
class Sealer {

    private final TrailRepository trail;
    private final ClinicSealer clinics;

    Sealer(TrailRepository trail, ClinicSealer clinics) {
        this.trail = trail;
        this.clinics = clinics;
    }

    /** One look. A clinic that cannot be sealed leaves the others alone. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void look() {
        for (var clinic : trail.clinicsToSeal()) {
            try {
                clinics.seal(clinic);
            } catch (RuntimeException failure) {
                Log.errorf(failure, "The trail of clinic %s could not be sealed", clinic);
            }
        }
    }
}
