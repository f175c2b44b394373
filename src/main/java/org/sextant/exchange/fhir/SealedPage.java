package org.sextant.exchange.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sextant.exchange.fhir.search.SearchRequest.Position;
import org.sextant.identity.Caller;
import org.sextant.reporting.dataset.ExportSecretRepository;
import org.sextant.web.problem.Violations;

/**
 * The link to the next page: the whole search and the place in it, encrypted with the secret of the clinic (AES-GCM). So
 * neither a record number nor a name stands in an address, and neither another clinic nor other scopes can use the link.
 */
@ApplicationScoped
class SealedPage {

    /** The parameter of the link. */
    static final String PARAMETER = "_cursor";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final ExportSecretRepository secrets;
    private final Caller caller;

    SealedPage(ExportSecretRepository secrets, Caller caller) {
        this.secrets = secrets;
        this.caller = caller;
    }

    /** A search and the position after which its next page begins. */
    record Continued(List<Map.Entry<String, String>> parameters, Position after) {}

    /**
     * The value of the parameter for the page after the position.
     *
     * @param search the parameters of the search
     * @param form of whom the link is good
     */
    String seal(List<Map.Entry<String, String>> search, Position after, String form) {
        var parameters = search.stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var content = deflated(String.join("\n", after.key(), after.recordedAt(), after.id(), parameters));
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, form).doFinal(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The search that a link continues.
     *
     * @param form of whom the link is good: the type and the detail that the caller sees
     * @throws org.sextant.web.problem.ProblemException 400 where the link is of another clinic or form, or was changed
     */
    Continued open(String cursor, String form) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var content = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE_BYTES), form)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            var parts = inflated(content).split("\n", 4);
            return new Continued(parameters(parts[3]), new Position(parts[0], parts[1], parts[2]));
        } catch (GeneralSecurityException | RuntimeException forged) {
            throw Violations.ofParameter(PARAMETER, "is not of a page of this search; take the link next as it is");
        }
    }

    private static List<Map.Entry<String, String>> parameters(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("&"))
                        .map(one -> one.split("=", 2))
                        .map(one -> Map.entry(decoded(one[0]), decoded(one[1])))
                        .toList();
    }

    private Cipher cipher(int mode, byte[] nonce, String form) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secrets.get(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        var whose = "fhir %s %s %s".formatted(form, caller.onlyPatient(), String.join(" ", caller.smartScopes()));
        cipher.updateAAD(whose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] deflated(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var deflating = new DeflaterOutputStream(bytes)) {
            deflating.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String inflated(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var inflating = new InflaterOutputStream(bytes)) {
            inflating.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A part of a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
