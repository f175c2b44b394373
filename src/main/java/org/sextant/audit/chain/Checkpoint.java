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
 * What a clinic's chain had come to at a time, signed.
 *
 * @param n the last link
 * @param hash its hash, in hexadecimal
 * @param signature Ed25519, in base64
 */
@Schema(name = "AuditCheckpoint")
record Checkpoint(UUID clinicId, long n, String hash, Instant at, String signature) {

    /** What is signed. */
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
