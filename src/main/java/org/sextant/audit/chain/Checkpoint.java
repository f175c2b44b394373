package org.sextant.audit.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The signed state of a clinic's chain at one time.
 *
 * @param n the number of the last link
 * @param hash the hash of the last link, in hexadecimal
 * @param at the time of the signature
 * @param number 1 for the clinic's first checkpoint, and so on; 0 where it was signed before checkpoints had numbers
 * @param signature Ed25519 (RFC 8032), in Base64
 */
@Schema(name = "AuditCheckpoint")
record Checkpoint(
        UUID clinicId,
        long n,
        String hash,
        Instant at,

        @Schema(description = "Its number among the clinic's checkpoints, from 1 on; absent in old ones")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        long number,

        String signature) {

    /** The order of signing. */
    static final Comparator<Checkpoint> IN_ORDER =
            Comparator.comparingLong(Checkpoint::n).thenComparingLong(Checkpoint::number);

    /** A checkpoint that is not signed yet. */
    static Checkpoint unsigned(UUID clinicId, long n, String hash, Instant at, long number) {
        return new Checkpoint(clinicId, n, hash, at, number, null);
    }

    Checkpoint signed(byte[] by) {
        return new Checkpoint(clinicId, n, hash, at, number, Base64.getEncoder().encodeToString(by));
    }

    /** The bytes that are signed. */
    byte[] content() {
        var numbered = number == 0
                ? "sextant checkpoint\n%s\n%d\n%s\n%s\n".formatted(clinicId, n, hash, at)
                : "sextant checkpoint 2\n%s\n%d\n%s\n%s\n%d\n".formatted(clinicId, n, hash, at, number);
        return numbered.getBytes(StandardCharsets.UTF_8);
    }

    boolean isSignedBy(PublicKey key) {
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content());
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }
}
