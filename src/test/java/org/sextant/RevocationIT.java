package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two replicas: what is revoked at the one is refused by the other, and nothing else is. */
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class RevocationIT {

    /** Each replica reads the list every ten seconds, so there is time enough on a busy machine too. */
    private static final Duration PROMISED = Duration.ofSeconds(60);

    /** Of a caller whom no other test on these replicas needs. */
    private static final String REVOKED = "INTEGRATION";

    @Test
    void aRevocationIsInForceOnEveryReplicaWithinAMinute(Replicas replicas) throws Exception {
        for (var replica = 0; replica < 2; replica++) {
            assertThat(status(replicas, REVOKED, replica)).isEqualTo(200);
        }
        var begun = System.nanoTime();
        replicas.as("ADMIN", 0)
                .body("{\"sub\": \"demo-integration\", \"reason\": \"Key lost\"}")
                .post("/v1/token-revocations")
                .then()
                .statusCode(201);
        while (status(replicas, REVOKED, 0) != 401 || status(replicas, REVOKED, 1) != 401) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED);
            Thread.sleep(250);
        }
        System.out.printf(
                "Revoked everywhere after %.1f s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
        for (var replica = 0; replica < 2; replica++) {
            assertThat(status(replicas, "PRESCRIBER", replica)).isEqualTo(200);
        }
    }

    private static int status(Replicas replicas, String role, int replica) {
        return replicas.as(role, replica).get("/v1/protocols").statusCode();
    }
}
