package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

/**
 * Seals, each second and on every replica, the chain of each clinic whose audit trail has new rows. Sealing is separate
 * from writing, because a chain that is extended by each write would let only one transaction commit at a time.
 */
@ApplicationScoped
class Sealer {

    private final TrailRepository trail;
    private final ClinicSealer clinics;

    Sealer(TrailRepository trail, ClinicSealer clinics) {
        this.trail = trail;
        this.clinics = clinics;
    }

    /** Seals all clinics with new rows. The failure of one clinic does not stop the other clinics. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void sealAll() {
        for (var clinic : trail.clinicsToSeal()) {
            try {
                clinics.seal(clinic);
            } catch (RuntimeException failure) {
                Log.errorf(failure, "The audit trail of clinic %s could not be sealed", clinic);
            }
        }
    }
}
