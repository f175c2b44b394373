package org.sextant.audit.chain;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The health sign of the audit trail, at {@code /q/health/well}. Wellness and not readiness: each call still has its row,
 * which a later run seals, so a load balancer must not take a replica away from patients for it; and not liveness, because
 * a restart mends neither a cut chain nor a share that is away.
 */
@Wellness
@ApplicationScoped
class SealingWellness implements HealthCheck {

    /** Far longer than a transaction may be open, during which the rows after its own wait. */
    static final Duration LATE = Duration.ofMinutes(2);

    private final SealingWatch watch;

    SealingWellness(SealingWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var oldest = watch.oldestUnsealed();
        var behind = watch.copyBehind();
        return HealthCheckResponse.named("Audit trail")
                .withData("unsealedRows", watch.unsealedRows())
                .withData("oldestUnsealedSeconds", oldest.toSeconds())
                .withData("contradictedChains", watch.contradictedChains())
                .withData("checkpointsElsewhere", watch.isCopied())
                .withData("checkpointCopyBehindSeconds", behind.toSeconds())
                .status(oldest.compareTo(LATE) < 0 && behind.compareTo(LATE) < 0 && watch.contradictedChains() == 0)
                .build();
    }
}
