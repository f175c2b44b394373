package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says in words what is wrong with JSON. The parser's own messages repeat parts of the body. */
final class MalformedJson {

    /** By a part of the parser's message; the first part that the message has decides. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("Duplicate field", "a member is repeated");
        REASONS.put("Unexpected end-of-input", "it ends too early");
        REASONS.put("Trailing token", "something follows the value");
        REASONS.put("Non-standard token", "NaN and Infinity are no numbers of JSON");
        REASONS.put("Leading zeroes not allowed", "a number has a leading zero");
        REASONS.put("double-quote to start field name", "the name of a member must stand in double quotes");
        REASONS.put("Unexpected character (''' (code 39)", "text must stand in double quotes, not in single ones");
        REASONS.put("Unexpected character ('/'", "comments are not allowed");
        REASONS.put("expecting comma to separate", "a comma is missing");
        REASONS.put("Expected separator", "a comma is missing");
        REASONS.put("Unexpected close marker", "a bracket does not match");
        REASONS.put("Unrecognized character escape", "text has an unknown escape");
        REASONS.put(
                "Illegal unquoted character",
                "text has a line break or another control character, which needs an escape");
        REASONS.put("U+0000", "text has U+0000 or half a surrogate pair");
        REASONS.put("Invalid UTF-8", "it is not text in UTF-8");
        REASONS.put("nesting depth", "it is nested deeper than 32 levels");
        REASONS.put("String value length", "a text is longer than 65,536 characters");
        REASONS.put("Number value length", "a number has more than 64 digits");
        REASONS.put("Name length", "a name is longer than 256 characters");
        REASONS.put("Unexpected character", "a character is out of place");
        REASONS.put("Unrecognized token", "a value is neither text in double quotes nor a number, true, false or null");
    }

    private MalformedJson() {}

    static String reason(JsonProcessingException failure) {
        var message = String.valueOf(failure.getOriginalMessage());
        return REASONS.entrySet().stream()
                .filter(reason -> message.contains(reason.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(
                        failure instanceof StreamConstraintsException
                                ? "a part of it is too long"
                                : "it cannot be read");
    }
}
