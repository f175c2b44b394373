package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.platform.DataDirectory;
import org.sextant.platform.StartupFailure;
import org.sextant.platform.StartupRefusal;

/**
 * The Ed25519 key that signs checkpoints: a file outside of the database, created where it is missing. Without the key
 * the service does not start, because an unsigned audit trail proves nothing. The file of the public key may go on with
 * the public keys that signed before.
 */
@Startup
@ApplicationScoped
class SealingKey {

    static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final VerifyingKeys verifying;

    SealingKey(@ConfigProperty(name = "sextant.audit.key-file") Path file) {
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(Files.readString(file))));
            verifying = VerifyingKeys.read(List.of(publicFile(file)));
        } catch (IOException unreadable) {
            throw new StartupRefusal(
                    "the key of the audit trail, %s (SEXTANT_AUDIT_KEY_FILE), cannot be read or created: %s."
                            .formatted(file, StartupFailure.reason(unreadable)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            throw new StartupRefusal(
                    "the key of the audit trail, %s (SEXTANT_AUDIT_KEY_FILE), is no Ed25519 key in PEM."
                            .formatted(file));
        }
        if (!verifying.isCurrent(sign(Checkpoint.unsigned(new UUID(0, 0), 0, "", Instant.EPOCH, 1)))) {
            throw new StartupRefusal(
                    "the first public key of %s does not belong to the key of the audit trail, %s (SEXTANT_AUDIT_KEY_FILE)."
                            .formatted(publicFile(file), file));
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

    /** The checkpoint with a signature of this key. */
    Checkpoint sign(Checkpoint unsigned) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(unsigned.content());
            return unsigned.signed(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public half of this key, and the keys before it. */
    VerifyingKeys verifying() {
        return verifying;
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
