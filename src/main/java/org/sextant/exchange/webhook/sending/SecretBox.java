package org.sextant.exchange.webhook.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.platform.DataDirectory;

/**
 * The secrets of webhooks, which the database keeps encrypted (AES-GCM) with a key that it does not know: a file, created
 * when the first secret is. Replicas need the same file.
 */
@ApplicationScoped
public class SecretBox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Path file;
    private SecretKeySpec key;

    SecretBox(@ConfigProperty(name = "sextant.webhooks.key-file") Path file) {
        this.file = file;
    }

    /** A new secret of 32 random bytes. */
    public byte[] newSecret() {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** The secret as a receiver takes it: {@code whsec_} and Base64. */
    public static String text(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    /** Encrypts a secret for one webhook. */
    public byte[] seal(UUID webhook, byte[] secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, webhook, nonce, secret);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Decrypts a secret.
     *
     * @param text what {@link #seal} has made, in Base64
     * @throws IllegalStateException where the secret was encrypted with another key, or for another webhook
     */
    byte[] open(UUID webhook, String text) {
        var sealed = Base64.getDecoder().decode(text);
        return run(
                Cipher.DECRYPT_MODE,
                webhook,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] run(int mode, UUID webhook, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException otherKey) {
            throw new IllegalStateException("A secret of a webhook does not fit the key in " + file, otherKey);
        }
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            try {
                if (Files.notExists(file)) {
                    DataDirectory.writeSecret(file, Base64.getEncoder().encodeToString(newSecret()) + "\n");
                }
                key = new SecretKeySpec(
                        Base64.getDecoder().decode(Files.readString(file).strip()), "AES");
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new IllegalStateException("The key of webhooks cannot be read or created: " + file, unreadable);
            }
        }
        return key;
    }
}
