package org.sextant.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import org.sextant.web.problem.UnfitContent;
import org.sextant.web.problem.UnfitMembers;
import org.sextant.web.problem.Violations;

/** Reads one part of a larger body as strictly as a whole body. */
@ApplicationScoped
public class BodyReader {

    private final ObjectMapper json;
    private final Validator validator;

    BodyReader(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The parsed and validated content.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the content is not an object, or a member is unknown or of
     *     the wrong type, with all members that are wrong
     * @throws UnfitContent where text cannot be stored
     * @throws ConstraintViolationException where a member is missing or out of range
     */
    public <T> T read(JsonNode content, Class<T> type) {
        if (!content.isObject()) {
            throw Violations.of("", "must be an object");
        }
        var result = parse(content, type);
        var violations = validator.validate(result);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return result;
    }

    private <T> T parse(JsonNode content, Class<T> type) {
        try {
            return json.treeToValue(content, type);
        } catch (UnfitMembers unfit) {
            throw Violations.of(unfit, validator);
        } catch (JsonProcessingException unfit) {
            throw new UnfitContent(unfit);
        }
    }
}
