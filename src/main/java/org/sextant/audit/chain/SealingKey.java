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
 * The Ed25519 key that signs checkpoints: a file outside of the database, created where it is missing. Without the key
 * the service does not start, because an unsigned audit trail proves nothing.
 */
@Startup
@ApplicationScoped
class SealingKey {

    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final PublicKey publicKey;

    SealingKey(@ConfigProperty(name = "sextant.audit.key-file") Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(file))));
            publicKey = readPublic(publicFile(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The key of the audit trail cannot be read or created: " + file, unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new IllegalStateException("The key of the audit trail is no Ed25519 key: " + file, noKey);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        // The public key first: a private key without its public key is useless.
        Files.writeString(
                publicFile(file), encoded("PUBLIC KEY", pair.getPublic().getEncoded()));
        DataDirectory.writeSecret(file, encoded("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Log.infof(
                "Created a key for the audit trail: %s. Give auditors the public key %s.",
                file, publicFile(file).getFileName());
    }

    /** The file of the public key: {@code audit-key.pub.pem} beside {@code audit-key.pem}. */
    static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("(\\.pem)?$", ".pub.pem"));
    }

    /** Reads a public key in PEM. */
    static PublicKey readPublic(Path file) throws IOException, GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(decoded(Files.readString(file))));
    }

    /** Signs the chain of a clinic up to the link {@code n} with this hash. */
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

    PublicKey publicKey() {
        return publicKey;
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
