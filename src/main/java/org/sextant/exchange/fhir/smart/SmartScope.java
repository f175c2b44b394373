package org.sextant.exchange.fhir.smart;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sextant.exchange.fhir.search.ResourceType;
import org.sextant.identity.Role;

/**
 * One scope for resources, in the form of version 2 or of version 1.
 *
 * @param context {@code patient}, {@code user} or {@code system}
 * @param type the name of a type, or {@code *} for all
 * @param letters of the interactions: some of {@code cruds}
 * @param categories the categories that the scope is restricted to, as {@code system|code} or {@code code}; empty where it
 *     is not restricted
 */
record SmartScope(String context, String type, String letters, List<String> categories) {

    private static final String PART = "[^\\s,|%&=?\\\\]+";
    private static final String CODE = PART + "(?:\\|" + PART + ")?";

    private static final Pattern FORM = Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]*)\\."
            + "(?:(read|write|\\*)|((?=[cruds])c?r?u?d?s?)(?:\\?category=(%1$s(?:,%1$s)*))?)".formatted(CODE));

    /** The scope that a text is; empty where it is none, and for a parameter that is not understood. */
    static Optional<SmartScope> of(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var letters = form.group(4) == null ? ofFirstVersion(form.group(3)) : form.group(4);
        var categories = form.group(5) == null
                ? List.<String>of()
                : List.of(form.group(5).split(","));
        return Optional.of(new SmartScope(form.group(1), form.group(2), letters, categories));
    }

    private static String ofFirstVersion(String word) {
        return switch (word) {
            case "read" -> "rs";
            case "write" -> "cud";
            default -> "cruds";
        };
    }

    /** True where it opens the type for the interaction, at least in part. Categories belong to a type that has them. */
    boolean opens(ResourceType asked, Interaction how) {
        var isOfType = type.equals(asked.name()) || (type.equals("*") && categories.isEmpty());
        return isOfType
                && letters.contains(how.letter())
                && (categories.isEmpty() || asked.parameter("category").isPresent());
    }

    /** True where it takes effect with the role: a program acts for itself, and everybody else as a user. */
    boolean isFor(String role) {
        return context.equals("patient") || context.equals("system") == role.equals(Role.INTEGRATION);
    }
}
