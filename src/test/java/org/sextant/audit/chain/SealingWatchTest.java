package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.sextant.web.problem.ProblemException;

/** What operators see of the sealing of a trail. */
@QuarkusTest
class SealingWatchTest extends SealedTrail {

    @Inject
    SealingWatch watch;

    @Inject
    @Wellness
    SealingWellness wellness;

    @Inject
    MeterRegistry metrics;

    @Test
    void onlyTwoWalksAtOnce() {
        var walks = new WalkBulkhead();
        var refused = walks.run(() -> walks.run(() -> catchThrowable(() -> walks.run(() -> "a third"))));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.type().status()).isEqualTo(503));
        assertThat(walks.run(() -> walks.run(() -> "again"))).isEqualTo("again");
    }

    @Test
    void metricsAndHealthTellWhenSealingStops() throws Exception {
        watch.noteSealed(clinic);
        watch.look();
        var before = watch.unsealedRows();
        owner(insert(clinic, "GET /v1/patients/{id}")
                .replace("(clinic_id,", "(at, clinic_id,")
                .replace("VALUES (", "VALUES (now() - interval '1 hour', "));
        watch.look();
        assertThat(watch.unsealedRows()).isEqualTo(before + 1);
        assertThat(watch.oldestUnsealed()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(metric("sextant.audit.unsealed.rows")).isEqualTo(before + 1.0);
        assertThat(metric("sextant.audit.oldest.unsealed.seconds")).isGreaterThan(3500);

        sealer.seal(clinic);
        watch.look();
        assertThat(watch.unsealedRows()).isEqualTo(before);
        assertThat(watch.noteContradiction(clinic)).isTrue();
        assertThat(watch.noteContradiction(clinic)).isFalse();
        assertThat(metric("sextant.audit.contradicted.chains")).isEqualTo(1);
        assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(watch.noteSealed(clinic)).isTrue();
        assertThat(metric("sextant.audit.contradicted.chains")).isZero();
        assertThat(watch.noteSealed(clinic)).isFalse();
    }

    private HealthCheckResponse health() {
        return wellness.call();
    }

    private double metric(String name) {
        return metrics.get(name).gauge().value();
    }
}
