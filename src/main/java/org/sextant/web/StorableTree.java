package org.sextant.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import java.io.IOException;
import java.util.stream.StreamSupport;

/** Reads a JSON tree, such as a patch or an amendment, and refuses names and texts that PostgreSQL cannot store. */
final class StorableTree extends JsonNodeDeserializer {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonNode deserialize(JsonParser json, DeserializationContext context) throws IOException {
        var tree = read(json, context);
        if (!isStorable(tree)) {
            throw new JsonParseException(json, StrictJson.NOT_STORABLE);
        }
        return tree;
    }

    private JsonNode read(JsonParser json, DeserializationContext context) throws IOException {
        try {
            return super.deserialize(json, context);
        } catch (NumberFormatException | ArithmeticException beyondRange) {
            throw StrictJson.unreadableNumber();
        }
    }

    private static boolean isStorable(JsonNode tree) {
        return tree.isTextual()
                ? StrictJson.isStorable(tree.textValue())
                : tree.properties().stream().map(member -> member.getKey()).allMatch(StrictJson::isStorable)
                        && StreamSupport.stream(tree.spliterator(), false).allMatch(StorableTree::isStorable);
    }
}
