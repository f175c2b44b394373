package org.sextant.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Verifies signatures, and remembers for a minute which token was verified by which key: one client sends the same token
 * with each request. Nothing else of a token is remembered, so each request is judged by all other rules, and by the keys
 * of its moment: a withdrawn key verifies nothing, and another key under the same name is another key. The memory holds
 * SHA-256 hashes of whole tokens, because a token in it could be read in a dump of the process and used.
 */
final class Signatures {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    /** Fewer: a program that repeats one bad token is common, and forged tokens must not fill the memory. */
    private static final int MOST_REFUSED = 1000;

    private final boolean validateKeys;
    private final Cache<String, Key> verified;
    private final Cache<String, Key> refused;

    /** @param validateKeys false where keys that are too short are accepted */
    Signatures(boolean validateKeys, Ticker time) {
        this.validateKeys = validateKeys;
        this.verified = memory(MOST, time);
        this.refused = memory(MOST_REFUSED, time);
    }

    private static Cache<String, Key> memory(int most, Ticker time) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(REMEMBERED)
                .ticker(time)
                .build();
    }

    /**
     * True where this key has verified the same token within a minute.
     *
     * @throws TokenRefused where this key has refused the same token within a minute
     */
    boolean remembers(UnverifiedToken token, Key key) {
        var hash = hash(token);
        if (key.equals(refused.getIfPresent(hash))) {
            throw new TokenRefused(TokenFault.SIGNATURE);
        }
        return key.equals(verified.getIfPresent(hash));
    }

    /** @throws TokenRefused where the signature is not by the key */
    void verify(UnverifiedToken token, Key key) {
        if (!isSignedBy(key, token)) {
            refused.put(hash(token), key);
            throw new TokenRefused(TokenFault.SIGNATURE);
        }
        verified.put(hash(token), key);
    }

    private boolean isSignedBy(Key key, UnverifiedToken token) {
        try {
            var signed = new JsonWebSignature();
            signed.setCompactSerialization(token.compact());
            // Algorithms were checked against the settings before (TokenRules); the constraint says so to the library.
            signed.setAlgorithmConstraints(
                    new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, token.header("alg")));
            signed.setDoKeyValidation(validateKeys);
            signed.setKey(key);
            return signed.verifySignature();
        } catch (JoseException unusable) {
            return false;
        }
    }

    private static String hash(UnverifiedToken token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.compact().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
