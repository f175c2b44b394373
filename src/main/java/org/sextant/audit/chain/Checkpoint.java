package org.sextant.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The signed state of a clinic's chain at one time.
 *
 * @param n the number of the last link
 * @param hash the hash of the last link, in hexadecimal
 * @param at the time of the signature
 * @param signature Ed25519 (RFC 8032), in Base64
 */
@Schema(name = "AuditCheckpoint")
record Checkpoint(UUID clinicId, long n, String hash, Instant at, String signature) {

    /** The bytes that are signed. */
    static byte[] content(UUID clinicId, long n, String hash, Instant at) {
        return "sextant checkpoint\n%s\n%d\n%s\n%s\n"
                .formatted(clinicId, n, hash, at)
                .getBytes(StandardCharsets.UTF_8);
    }

    boolean isSignedBy(PublicKey key) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content(clinicId, n, hash, at));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }
}
