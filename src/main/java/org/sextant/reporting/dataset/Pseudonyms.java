package org.sextant.reporting.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Position;

/**
 * Keeps de-identified rows unlinked: each export makes its stand-ins with a random key of its own. A page after the
 * first one has to use the key of the first, and must not tell where in the clinic's records it ends, so its cursor
 * carries both encrypted (AES-GCM).
 */
@ApplicationScoped
class Pseudonyms {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final ExportSecretRepository secrets;

    Pseudonyms(ExportSecretRepository secrets) {
        this.secrets = secrets;
    }

    /** A place and the key of the export that it belongs to. */
    record Mark(RowKey place, String key) {}

    /** A key for a new export. */
    String newKey() {
        return HexFormat.of().formatHex(bytes(KEY_BYTES));
    }

    /** A position that tells nothing, and is good for what was asked only. */
    Position seal(Mark mark, DatasetQuery extract) {
        var nonce = bytes(NONCE_BYTES);
        var position = mark.place().toPosition();
        var text = String.join("\n", mark.key(), position.sort(), position.id());
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, extract).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var bytes =
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
            return new Position(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()), "");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws org.sextant.web.problem.ProblemException 400 where it was not sealed here, or for another report or filter */
    Mark open(Position sealed, DatasetQuery extract) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed.sort());
            var open = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), extract)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            var text = new String(open, StandardCharsets.UTF_8).split("\n", 3);
            return new Mark(RowKey.of(new Position(text[1], text[2]), extract.report()), text[0]);
        } catch (GeneralSecurityException | RuntimeException forged) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, DatasetQuery extract) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secrets.get(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        var asked = extract.report().slug() + extract.conditions();
        cipher.updateAAD(asked.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
