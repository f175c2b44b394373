package org.sextant.record.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.sextant.web.QueryText;

/**
 * One item of a request, not yet parsed.
 *
 * @param index the place in the request, from 0
 * @param pointer the place in the body (RFC 6901)
 * @param content the members of the create
 */
record SentItem(int index, String pointer, JsonNode content) {

    /** The id that the item names, for the item's result; null where the item names no valid id. */
    String id() {
        var text = content.path("id").textValue();
        return QueryText.isUuid(text) ? text : null;
    }
}
