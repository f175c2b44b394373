package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas: what is revoked at the one is refused by the other, and nothing else is. */
class RevocationIT {

    private static final Duration PROMISED = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aRevocationIsInForceOnEveryReplicaWithinAMinute() throws Exception {
        try (var replicas = Replicas.start(Files.createDirectories(directory.resolve("two")), 2)) {
            for (var replica = 0; replica < 2; replica++) {
                assertThat(status(replicas, "NURSE", replica)).isEqualTo(200);
            }
            var begun = System.nanoTime();
            replicas.as("ADMIN", 0)
                    .body("{\"sub\": \"demo-nurse\", \"reason\": \"Tablet lost\"}")
                    .post("/v1/token-revocations")
                    .then()
                    .statusCode(201);
            while (status(replicas, "NURSE", 0) != 401 || status(replicas, "NURSE", 1) != 401) {
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
    }

    private static int status(Replicas replicas, String role, int replica) {
        return replicas.as(role, replica).get("/v1/protocols").statusCode();
    }
}
