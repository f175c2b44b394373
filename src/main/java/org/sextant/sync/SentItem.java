package org.sextant.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One item as it was sent.
 *
 * @param index from 0, in the order of the request
 * @param pointer where it stands in the body
 * @param parent the session or course that it belongs to
 * @param content the members of the create
 */
record SentItem(int index, String pointer, UUID parent, JsonNode content) {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** The id that it names, for its result; null where it names none. */
    String id() {
        var text = content.path("id").textValue();
        return text != null && UUID_FORM.matcher(text).matches() ? text : null;
    }
}
