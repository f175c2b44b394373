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
 * Prevents the linkage of de-identified rows of different exports: each export computes its pseudonyms with its own
 * random key. All pages of an export use the same key, and a cursor must not disclose a place in the clinic's records.
 * A cursor therefore carries the key and the place encrypted (AES-GCM).
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

    /**
     * The content of a sealed cursor.
     *
     * @param place of the last row of the page
     * @param key of the export, in hexadecimal
     */
    record SealedCursor(RowKey place, String key) {}

    /** A random key for a new export, 32 bytes in hexadecimal. */
    String newKey() {
        return HexFormat.of().formatHex(bytes(KEY_BYTES));
    }

    /** Encrypts a cursor; the result is valid only for the same dataset and filters. */
    Position seal(SealedCursor cursor, DatasetQuery query) {
        var nonce = bytes(NONCE_BYTES);
        var position = cursor.place().toPosition();
        var text = String.join("\n", cursor.key(), position.sort(), position.id());
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, query).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var bytes =
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
            return new Position(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()), "");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Decrypts a cursor.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where this clinic did not seal the cursor, or sealed it for
     *     another dataset or filter
     */
    SealedCursor open(Position sealed, DatasetQuery query) {
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed.sort());
            var open = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), query)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            var text = new String(open, StandardCharsets.UTF_8).split("\n", 3);
            return new SealedCursor(RowKey.of(new Position(text[1], text[2]), query.report()), text[0]);
        } catch (GeneralSecurityException | RuntimeException forged) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list; take next of the page before");
        }
    }

    private Cipher cipher(int mode, byte[] nonce, DatasetQuery query) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secrets.get(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        var authenticated = query.report().slug() + query.conditions();
        cipher.updateAAD(authenticated.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
