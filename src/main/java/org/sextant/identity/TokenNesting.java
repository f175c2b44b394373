package org.sextant.identity;

import java.util.Base64;

/**
 * Measures how deep the JSON of a token is nested, before a parser reads the token: the parsers of claims call themselves
 * for each level, and the stack of a thread is limited.
 */
final class TokenNesting {

    /** The depth that the API allows a request body too. */
    private static final int MAX_DEPTH = 32;

    private TokenNesting() {}

    /** True where header and claims of the token are nested at most 32 deep, or cannot be decoded at all. */
    static boolean isShallow(String token) {
        var parts = token.split("\\.", 3);
        return parts.length < 2 || (isShallowJson(parts[0]) && isShallowJson(parts[1]));
    }

    private static boolean isShallowJson(String encoded) {
        byte[] json;
        try {
            json = Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException undecodable) {
            return true;
        }
        var depth = 0;
        var inText = false;
        for (var i = 0; i < json.length && depth <= MAX_DEPTH; i++) {
            switch (json[i]) {
                case '\\' -> i += inText ? 1 : 0;
                case '"' -> inText = !inText;
                case '{', '[' -> depth += inText ? 0 : 1;
                case '}', ']' -> depth -= inText ? 0 : 1;
                default -> {}
            }
        }
        return depth <= MAX_DEPTH;
    }
}
