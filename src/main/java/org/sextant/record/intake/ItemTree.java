package org.sextant.record.intake;

import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;

/** Reads an item without checking its texts: an invalid text is reported in the item's result, not for the request. */
public final class ItemTree extends JsonNodeDeserializer {

    private static final long serialVersionUID = 1L;

    /** For Jackson. */
    public ItemTree() {}
}
