package org.sextant.record.intake;

import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;

/** Reads an item as it stands: what is wrong with its texts is for its own result, and harms no neighbour. */
public final class ItemTree extends JsonNodeDeserializer {

    private static final long serialVersionUID = 1L;

    /** For Jackson. */
    public ItemTree() {}
}
