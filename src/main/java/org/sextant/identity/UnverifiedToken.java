package org.sextant.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A token whose signature nobody has verified: what it says decides refusals only. The only reader of tokens: no second
 * parser can read the same bytes in another way.
 *
 * @param compact the token as it was sent
 */
record UnverifiedToken(String compact, Map<String, Object> header, Map<String, Object> claims) {

    /** The depth that the API allows a request body too. */
    private static final int DEEPEST = 32;

    private static final ObjectReader STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerForMapOf(Object.class);

    /** @throws TokenRefused where the text is no JWS of a JSON object: encrypted and nested tokens are none */
    static UnverifiedToken of(String compact) {
        var first = compact.indexOf('.');
        var second = compact.indexOf('.', first + 1);
        if (first < 0 || second < 0 || second == compact.length() - 1 || compact.indexOf('.', second + 1) >= 0) {
            throw new TokenRefused(TokenFault.MALFORMED);
        }
        try {
            decoded(compact.substring(second + 1));
            return new UnverifiedToken(
                    compact, json(compact.substring(0, first)), json(compact.substring(first + 1, second)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new TokenRefused(TokenFault.MALFORMED);
        }
    }

    /** A member of the header that must be text where it is present. */
    String header(String name) {
        var value = header.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new TokenRefused(TokenFault.MALFORMED);
    }

    private static Map<String, Object> json(String part) throws IOException {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded(part)));
        Map<String, Object> members = STRICT.readValue(text.toString());
        if (members == null) {
            throw new TokenRefused(TokenFault.MALFORMED);
        }
        return members;
    }

    /** @throws IllegalArgumentException where the part is not Base64url without padding (RFC 7515) */
    private static byte[] decoded(String part) {
        if (part.endsWith("=")) {
            throw new IllegalArgumentException("padded");
        }
        return Base64.getUrlDecoder().decode(part);
    }
}
