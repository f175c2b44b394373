package org.sextant.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The place of a value in a token, for issuers that cannot put the value into the top-level claim of its name. */
final class ClaimPath {

    /** A slash that no quotation marks enclose. */
    private static final Pattern SEPARATOR = Pattern.compile("/(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private final List<String> names;

    /**
     * @param path names of nested claims, outermost first, separated by slashes, such as {@code sextant/clinic}; a name
     *     that has slashes stands in quotation marks, such as {@code "https://sextant.example/clinic"}
     */
    ClaimPath(String path) {
        names = Arrays.stream(SEPARATOR.split(path, -1))
                .map(name -> name.replace("\"", ""))
                .toList();
    }

    /** The value at this place; null where there is none. */
    Object find(Map<String, Object> claims) {
        Object found = claims;
        for (var name : names) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return found;
    }
}
