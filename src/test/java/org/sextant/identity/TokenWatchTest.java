package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.sextant.web.problem.ProblemException;

/** A token while an answer is being sent: until it ends, is revoked, or nobody can tell any more. */
class TokenWatchTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private final Revocations revoked = new Revocations();
    private Instant now = NOON;
    private final CallerToken token = token();
    private final TokenWatch watch = new TokenWatch(
            revoked, QuarkusSecurityIdentity.builder().setPrincipal(token).build(), () -> now);

    /** What is revoked, in the hand of the test. */
    private static final class Revocations implements RevokedTokens {

        private boolean known = true;
        private String jti;

        @Override
        public boolean known() {
            return known;
        }

        @Override
        public boolean include(UUID clinic, String id, String subject, Instant issuedAt) {
            return clinic.equals(CLINIC) && id.equals(jti) && subject.equals("nurse-1") && issuedAt.equals(NOON);
        }
    }

    @Test
    void aStreamGoesOnWhileTheTokenIsGood() {
        var mayGoOn = watch.ofCaller();

        assertThat(mayGoOn.getAsBoolean()).isTrue();
        revoked.jti = "another";
        now = NOON.plusSeconds(299);
        assertThat(mayGoOn.getAsBoolean()).isTrue();
    }

    @Test
    void itStopsWhereTheTokenIsRevoked() {
        var mayGoOn = watch.ofCaller();
        revoked.jti = "one";

        assertThat(mayGoOn.getAsBoolean()).isFalse();
        assertThat(watch.isRevoked(token)).isTrue();
    }

    @Test
    void itStopsWhereTheTokenEnds() {
        var mayGoOn = watch.ofCaller();
        now = NOON.plusSeconds(300);

        assertThat(mayGoOn.getAsBoolean()).isFalse();
    }

    @Test
    void itStopsWhereNobodyCanTell() {
        var mayGoOn = watch.ofCaller();
        revoked.known = false;

        assertThat(mayGoOn.getAsBoolean()).isFalse();
        assertThat(watch.ready()).isFalse();
        assertThatThrownBy(() -> watch.isRevoked(token))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.type().status()).isEqualTo(503));
    }

    private static CallerToken token() {
        var claims = new JwtClaims();
        claims.setStringClaim("clinic", CLINIC.toString());
        claims.setJwtId("one");
        claims.setSubject("nurse-1");
        claims.setIssuedAt(NumericDate.fromSeconds(NOON.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(NOON.getEpochSecond() + 300));
        return new CallerToken("", "JWT", claims);
    }
}
