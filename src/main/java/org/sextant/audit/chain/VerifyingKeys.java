package org.sextant.audit.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The public keys of the audit trail: the key that signs now, then those that signed before, the latest first.
 *
 * @param keys at least one
 */
record VerifyingKeys(List<PublicKey> keys) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----(.*?)-----END PUBLIC KEY-----", Pattern.DOTALL);

    VerifyingKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads all keys of these PEM files, in order.
     *
     * @throws IllegalArgumentException where a file has no public key
     */
    static VerifyingKeys read(Collection<Path> files) throws IOException, GeneralSecurityException {
        var keys = new ArrayList<PublicKey>();
        for (var file : files) {
            var before = keys.size();
            var blocks = PEM.matcher(Files.readString(file));
            while (blocks.find()) {
                keys.add(KeyFactory.getInstance(SealingKey.ALGORITHM)
                        .generatePublic(
                                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(blocks.group(1)))));
            }
            if (keys.size() == before) {
                throw new IllegalArgumentException("no public key in " + file);
            }
        }
        return new VerifyingKeys(keys);
    }

    /** True where the key that signs now has signed the checkpoint. */
    boolean isCurrent(Checkpoint checkpoint) {
        return checkpoint.isSignedBy(keys.get(0));
    }

    /** How many changes of the key ago the checkpoint was signed; empty where none of the keys has signed it. */
    OptionalInt signer(Checkpoint checkpoint) {
        return IntStream.range(0, keys.size())
                .filter(place -> checkpoint.isSignedBy(keys.get(place)))
                .findFirst();
    }
}
