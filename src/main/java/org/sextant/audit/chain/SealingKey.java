package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.platform.DataDirectory;

/**
 * The key that signs checkpoints: a file that the database knows nothing of, made where it is missing. Without
 * one the service does not start: a trail that nobody signs would be no better than none.
 */
@Startup
@ApplicationScoped
class SealingKey {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final PublicKey open;

    SealingKey(@ConfigProperty(name = "sextant.audit.key-file") Path file) {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(file))));
            open = readPublic(publicFile(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The key of the trail cannot be read or made: " + file, unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new IllegalStateException("The key of the trail is no Ed25519 key: " + file, noKey);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // The public half first: a private one without it would be of no use.
        Files.writeString(
                publicFile(file), encoded("PUBLIC KEY", pair.getPublic().getEncoded()));
        DataDirectory.writeSecret(file, encoded("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Log.infof(
                "Made a key for the audit trail: %s. Give auditors %s.",
                file, publicFile(file).getFileName());
    }

    /** {@code audit-key.pem} has {@code audit-key.pub.pem} beside it. */
    static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("(\\.pem)?$", ".pub.pem"));
    }

    /** Reads a public key in PEM. */
    static PublicKey readPublic(Path file) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(decoded(Files.readString(file))));
    }

    /** Vouches for the chain of a clinic up to a link. */
    Checkpoint sign(UUID clinic, long n, String hash, Instant at) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(Checkpoint.content(clinic, n, hash, at));
            return new Checkpoint(clinic, n, hash, at, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    PublicKey open() {
        return open;
    }

    private static String encoded(String what, byte[] key) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(key));
    }

    private static byte[] decoded(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
