package org.sextant.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.util.Collection;
import org.sextant.web.problem.TooManyElements;

/**
 * Refuses an array with too many elements before the elements are validated: the cost of reporting invalid elements
 * grows faster than their number.
 */
final class BoundedLists extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    /** The maximum for the items of a batch, which are validated one by one. */
    private static final int MOST_ITEMS = 500;

    /** The maximum for all other arrays: no list of the contract is longer. */
    private static final int MOST_VALUES = 100;

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config, CollectionType type, BeanDescription bean, JsonDeserializer<?> reader) {
        return new Bounded(reader, type.getContentType().hasRawClass(JsonNode.class) ? MOST_ITEMS : MOST_VALUES);
    }

    private static final class Bounded extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        private final int most;

        Bounded(JsonDeserializer<?> reader, int most) {
            super(reader);
            this.most = most;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
            return new Bounded(reader, most);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var read = super.deserialize(json, context);
            if (read instanceof Collection<?> elements && elements.size() > most) {
                throw new TooManyElements(json, most);
            }
            return read;
        }
    }
}
