package org.sextant.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.JsonPointers;
import org.sextant.web.problem.UnfitMembers;

/**
 * Reads on behind a member that is unknown or of the wrong type, so that a client learns of all such members at once.
 * Jackson would end at the first one. When the whole content is read, {@link UnfitMembers} reports what was found.
 */
final class AllMembers extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    /** The reading ends here: nobody mends more members at once, and a body may have a hundred thousand. */
    private static final int MOST = 50;

    private static final String FOUND = AllMembers.class.getName();
    private static final String OBJECTS = FOUND + ".objects";

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
        // Trees are read as they are, and their parts are read later.
        return JsonNode.class.isAssignableFrom(bean.getBeanClass()) ? reader : new Tolerant(reader);
    }

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
            DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> reader) {
        return new Tolerant(reader);
    }

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
            DeserializationConfig config, CollectionType type, BeanDescription bean, JsonDeserializer<?> reader) {
        return new Tolerant(reader);
    }

    @Override
    public JsonDeserializer<?> modifyArrayDeserializer(
            DeserializationConfig config, ArrayType type, BeanDescription bean, JsonDeserializer<?> reader) {
        return new Tolerant(reader);
    }

    @Override
    public JsonDeserializer<?> modifyMapDeserializer(
            DeserializationConfig config, MapType type, BeanDescription bean, JsonDeserializer<?> reader) {
        return new Tolerant(reader);
    }

    @SuppressWarnings("unchecked")
    private static List<FieldError> found(DeserializationContext context) {
        var found = (List<FieldError>) context.getAttribute(FOUND);
        if (found == null) {
            found = new ArrayList<>();
            context.setAttribute(FOUND, found);
        }
        return found;
    }

    /** The pointers to the objects and arrays that are being read, the innermost one first. */
    @SuppressWarnings("unchecked")
    private static Deque<String> objects(DeserializationContext context) {
        var objects = (Deque<String>) context.getAttribute(OBJECTS);
        if (objects == null) {
            objects = new ArrayDeque<>();
            context.setAttribute(OBJECTS, objects);
        }
        return objects;
    }

    private static void add(DeserializationContext context, JsonParser json, String pointer, String detail)
            throws UnfitMembers {
        var found = found(context);
        found.add(new FieldError(pointer, detail));
        if (found.size() >= MOST) {
            throw new UnfitMembers(json, found, null);
        }
    }

    /** Notes members that are not known, and skips their values. */
    static final class Unknown extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                JsonDeserializer<?> reader,
                Object beanOrClass,
                String name)
                throws IOException {
            Collection<Object> known = reader == null ? List.of() : reader.getKnownPropertyNames();
            // The parser may be one of members that were put aside, which does not know where its object is.
            var object = String.valueOf(objects(context).peek());
            add(
                    context,
                    json,
                    object + JsonPointer.empty().appendProperty(name),
                    JsonPointers.unknown(name, known == null ? List.of() : known));
            json.skipChildren();
            return true;
        }
    }

    private static String pointer(JsonParser json) {
        return json.getParsingContext().pathAsPointer().toString();
    }

    /**
     * Notes a value that is of the wrong type, and skips it. The reader that an annotation names for one member is not
     * asked for by type, so it extends this class.
     */
    static class Tolerant extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        Tolerant(JsonDeserializer<?> reader) {
            super(reader);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
            return new Tolerant(reader);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var within = json.getParsingContext();
            if (!json.currentToken().isStructStart()) {
                return reported(json, context, within.inRoot(), tolerate(json, context, 0));
            }
            objects(context).push(within.getParent().pathAsPointer().toString());
            var read = tolerate(json, context, depth(within));
            objects(context).pop();
            return reported(json, context, within.getParent().inRoot(), read);
        }

        private static Object reported(JsonParser json, DeserializationContext context, boolean whole, Object read)
                throws UnfitMembers {
            if (whole && !found(context).isEmpty()) {
                throw new UnfitMembers(json, found(context), read);
            }
            return read;
        }

        /** @param depth of the array or object that is read; 0 for any other value */
        private Object tolerate(JsonParser json, DeserializationContext context, int depth) throws IOException {
            try {
                return super.deserialize(json, context);
            } catch (UnfitMembers tooMany) {
                throw tooMany;
            } catch (MismatchedInputException mismatch) {
                skip(json, depth);
                add(context, json, pointer(json) + JsonPointers.of(mismatch), JsonPointers.expectation(mismatch));
            } catch (InputCoercionException beyond) {
                add(context, json, pointer(json), JsonPointers.OUT_OF_RANGE);
            } catch (ValueInstantiationException incomplete) {
                // A constructor that met a member which was noted and is missing now.
                if (found(context).isEmpty()) {
                    throw incomplete;
                }
                skip(json, depth);
            } catch (JsonMappingException failure) {
                if (!(failure.getCause() instanceof InputCoercionException)) {
                    throw failure;
                }
                skip(json, depth);
                add(context, json, pointer(json) + JsonPointers.of(failure), JsonPointers.OUT_OF_RANGE);
            }
            return null;
        }

        /** Goes to the end of the array or object at which the reading began. */
        private static void skip(JsonParser json, int depth) throws IOException {
            while (depth > 0 && depth(json.getParsingContext()) >= depth && json.nextToken() != null) {
                json.skipChildren();
            }
        }

        /** Counted, because the reader of trees does not count. */
        private static int depth(JsonStreamContext place) {
            var depth = 0;
            for (var outer = place; outer != null; outer = outer.getParent()) {
                depth++;
            }
            return depth;
        }
    }
}
