package org.sextant.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

/**
 * A hash that is equal for two requests of equal content after parsing: 36.7 equals 36.70, and a time equals the same
 * time in another zone. Hashes are stored and retries may come at any later time, so the canonical form is fixed in
 * this class and not shared with the API's JSON. A new canonical form needs a new prefix.
 */
public final class ContentHash {

    private static final String PREFIX = "1:";

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(new SetInOrder()))
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private ContentHash() {}

    /** Sorts the elements of a set, because the order of a hash set differs between processes. */
    private static final class SetInOrder extends StdSerializer<Set<?>> {

        private static final long serialVersionUID = 1L;

        SetInOrder() {
            super(Set.class, false);
        }

        @Override
        public void serialize(Set<?> values, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeStartArray();
            for (var value : values.stream().map(String::valueOf).sorted().toList()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    /** SHA-256 of the content's canonical JSON, in hexadecimal, after the prefix {@code 1:}. */
    public static String of(Object content) {
        return PREFIX + HexFormat.of().formatHex(digest(content));
    }

    /** An id that depends only on the content: a UUID of version 8 (RFC 9562) from the SHA-256 of canonical JSON. */
    static UUID id(Object content) {
        var bits = ByteBuffer.wrap(digest(content));
        return new UUID(
                (bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L,
                (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    private static byte[] digest(Object content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(content));
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
