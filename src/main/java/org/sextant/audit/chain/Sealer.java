package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.UUID;

/**
 * Seals, each second and on every replica, the chain of each clinic whose audit trail has new rows. Sealing is separate
 * from writing, because a chain that is extended by each write would let only one transaction commit at a time.
 */
@ApplicationScoped
class Sealer {

    private final TrailRepository trail;
    private final ClinicSealer clinics;
    private final SealingWatch watch;
    private boolean started;

    Sealer(TrailRepository trail, ClinicSealer clinics, SealingWatch watch) {
        this.trail = trail;
        this.clinics = clinics;
        this.watch = watch;
    }

    /** Seals all clinics with new rows; for the first time all clinics, whose ends an earlier key may have signed. */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @ActivateRequestContext
    void sealAll() {
        var due = started
                ? trail.clinicsToSeal()
                : trail.sealingStates().stream().map(SealingState::clinic).toList();
        due.forEach(this::seal);
        started = true;
    }

    /** The failure of one clinic does not stop the other clinics. A failure that lasts is logged once. */
    private void seal(UUID clinic) {
        try {
            if (clinics.seal(clinic) && watch.noteSealed(clinic)) {
                Log.infof("The audit trail of clinic %s is sealed again", clinic);
            }
        } catch (ChainContradiction contradiction) {
            if (watch.noteContradiction(clinic)) {
                Log.errorf("The chain of clinic %s contradicts its checkpoints, so sealing has stopped", clinic);
            }
        } catch (RuntimeException failure) {
            if (watch.noteFailure(clinic)) {
                Log.errorf(failure, "The audit trail of clinic %s could not be sealed", clinic);
            }
        }
    }
}
