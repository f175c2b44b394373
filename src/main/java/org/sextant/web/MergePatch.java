package org.sextant.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import org.sextant.web.problem.UnfitContent;
import org.sextant.web.problem.Violations;

/** JSON Merge Patch (RFC 7396): a present member replaces, null removes, an absent member stays unchanged. */
@ApplicationScoped
public class MergePatch {

    /** The media type of a patch. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final BodyReader bodies;

    MergePatch(ObjectMapper json, BodyReader bodies) {
        this.json = json;
        this.bodies = bodies;
    }

    /**
     * The editable content of a record after the patch.
     *
     * @param current the editable content before the patch
     * @throws org.sextant.web.problem.ProblemException 422 where the patch is not an object
     * @throws UnfitContent where a member is unknown or of the wrong type
     * @throws ConstraintViolationException where the content is invalid after the patch
     */
    @SuppressWarnings("unchecked")
    public <T> T apply(T current, JsonNode patch) {
        if (patch == null || !patch.isObject()) {
            throw Violations.of("", "must be an object");
        }
        return (T) bodies.read(merge(json.valueToTree(current), patch), current.getClass());
    }

    private JsonNode merge(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object : json.createObjectNode();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merge(result.path(member.getKey()), member.getValue()));
            }
        });
        return result;
    }
}
