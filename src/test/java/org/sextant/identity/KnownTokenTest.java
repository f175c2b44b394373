package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.LightClient;

/** A token whose signature is remembered is judged by all other rules each time. */
@QuarkusTest
class KnownTokenTest {

    private static final UUID CLINIC = UUID.randomUUID();
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** A revocation is in force by then. */
    private static final Duration IN_FORCE = Duration.ofSeconds(60);

    /** A busy machine may need longer for the first look than the token is good for; then the next one lasts longer. */
    @Test
    void itEndsWithItsTime() throws Exception {
        var remembered = false;
        for (var seconds = 1; !remembered; seconds *= 2) {
            var end = Instant.now().minus(LEEWAY).plusSeconds(seconds).getEpochSecond();
            var token = endingAt(end);
            remembered = status(token) == 200;
            if (remembered) {
                while (Instant.now().isBefore(Instant.ofEpochSecond(end).plus(LEEWAY))) {
                    Thread.sleep(100);
                }
                assertThat(status(token)).isEqualTo(401);
            }
            assertThat(seconds).as("a token that is good").isLessThan(100);
        }
    }

    private static String endingAt(long end) {
        return Clinics.token(
                CLINIC,
                claims -> {
                    claims.setIssuedAt(NumericDate.fromSeconds(end - 300));
                    claims.setExpirationTime(NumericDate.fromSeconds(end));
                },
                NURSE);
    }

    @Test
    void itEndsWithItsRevocation() throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var token = Clinics.token(CLINIC, claims -> claims.setJwtId(id), NURSE);
        assertThat(status(token)).isEqualTo(200);
        assertThat(status(token)).isEqualTo(200);

        var revoked = LightClient.with(Clinics.token(CLINIC, ADMIN))
                .body("{\"jti\": \"%s\", \"reason\": \"The tablet was lost\"}".formatted(id))
                .post("/v1/token-revocations");

        assertThat(revoked.status()).as(revoked.body()).isEqualTo(201);
        untilRefused(token);
    }

    /** The list of revocations is read again on a thread of its own, which begins after the commit. */
    private static void untilRefused(String token) throws InterruptedException {
        var deadline = Instant.now().plus(IN_FORCE);
        while (status(token) != 401) {
            assertThat(Instant.now()).as("refused in time").isBefore(deadline);
            Thread.sleep(10);
        }
    }

    @Test
    void itsRolesAreJudgedForEachOperation() {
        var token = Clinics.token(CLINIC, ANALYST);
        assertThat(LightClient.with(token)
                        .get("/v1/reports/outcomes?instrument=PHQ-9")
                        .status())
                .isEqualTo(200);
        assertThat(LightClient.with(token).get("/v1/sessions").status()).isEqualTo(403);
    }

    private static int status(String token) {
        return LightClient.with(token).get("/v1/sessions").status();
    }
}
