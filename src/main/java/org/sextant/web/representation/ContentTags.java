package org.sextant.web.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags of representations that combine many records and therefore have no version. */
@ApplicationScoped
public class ContentTags {

    private static final int BYTES = 18;

    private final ObjectMapper json;

    ContentTags(ObjectMapper json) {
        this.json = json;
    }

    /** A strong tag with its quotes: 144 bits of the SHA-256 of the JSON, so equal tags mean equal JSON. */
    public String of(Object view) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(view));
            return "\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES)) + "\"";
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
