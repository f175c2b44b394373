package org.sextant.record.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.sextant.web.QueryText;

/**
 * One item as it was sent.
 *
 * @param index from 0, in the order of the request
 * @param pointer where it stands in the body
 * @param content the members of the create
 */
record SentItem(int index, String pointer, JsonNode content) {

    /** The id that it names, for its result; null where it names none. */
    String id() {
        var text = content.path("id").textValue();
        return QueryText.isUuid(text) ? text : null;
    }
}
