package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a token that was verified. */
class SignaturesTest {

    private long now;
    private final Signatures signatures = new Signatures(true, () -> now);
    private static PublicJsonWebKey key;
    private static PublicJsonWebKey other;
    private UnverifiedToken token;

    @BeforeAll
    static void keysAreMade() throws Exception {
        key = RsaJwkGenerator.generateJwk(2048);
        other = RsaJwkGenerator.generateJwk(2048);
    }

    @BeforeEach
    void aTokenIsVerified() throws Exception {
        token = signed(key, "nurse-1");
        assertThat(signatures.remembers(token, key.getKey())).isFalse();
        signatures.verify(token, key.getKey());
    }

    @Test
    void theSameTokenIsRememberedForAMinute() {
        assertThat(signatures.remembers(token, key.getKey())).isTrue();
        now = Signatures.REMEMBERED.toNanos() - 1;
        assertThat(signatures.remembers(token, key.getKey())).isTrue();
        now++;
        assertThat(signatures.remembers(token, key.getKey())).isFalse();
    }

    /** The issuer's keys are fetched again and again, and each time are other objects. */
    @Test
    void aKeyIsTheSameWhereItHasTheSameBytes() throws Exception {
        var again = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(key.getKey().getEncoded()));
        assertThat(signatures.remembers(token, again)).isTrue();
    }

    @Test
    void anotherKeyUnderTheSameNameIsAnother() {
        assertThat(signatures.remembers(token, other.getKey())).isFalse();
        isRefused(token, other.getKey());
    }

    @Test
    void noOtherBitOfTheSignatureIsTheSame() {
        var parts = token.compact().split("\\.", -1);
        var signature = Base64.getUrlDecoder().decode(parts[2]);
        for (var bit = 0; bit < signature.length * 8; bit++) {
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            var changed = UnverifiedToken.of(parts[0] + "." + parts[1] + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(signatures.remembers(changed, key.getKey()))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @Test
    void aForgedTokenIsNeverGood() throws Exception {
        var claims = signed(key, "nurse-2").compact().split("\\.", -1)[1];
        var parts = token.compact().split("\\.", -1);
        var forged = UnverifiedToken.of(parts[0] + "." + claims + "." + parts[2]);
        assertThat(signatures.remembers(forged, key.getKey())).isFalse();
        isRefused(forged, key.getKey());
        assertThatThrownBy(() -> signatures.remembers(forged, key.getKey())).isInstanceOf(TokenRefused.class);
        // Another key may have signed it.
        assertThat(signatures.remembers(forged, other.getKey())).isFalse();
    }

    private void isRefused(UnverifiedToken refused, Key by) {
        assertThatThrownBy(() -> signatures.verify(refused, by)).isInstanceOf(TokenRefused.class);
    }

    private static UnverifiedToken signed(PublicJsonWebKey by, String subject) throws Exception {
        var signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue("RS256");
        signed.setKey(by.getPrivateKey());
        signed.setPayload("{\"sub\":\"" + subject + "\"}");
        return UnverifiedToken.of(signed.getCompactSerialization());
    }
}
