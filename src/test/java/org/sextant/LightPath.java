package org.sextant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON path as REST Assured takes it, in the forms that most tests use: names, places in lists, {@code size()}, and
 * {@code find} and {@code findAll} of members with a text.
 */
final class LightPath {

    private static final Pattern STEP = Pattern.compile("(?<place>\\[(?<number>\\d+)])"
            + "|(?<dot>^|\\.)(?:(?<size>size\\(\\))"
            + "|(?<search>find|findAll) ?\\{ ?it\\.(?<key>\\w+) == '(?<text>[^'$\\\\]*)' ?}"
            + "|(?<name>[A-Za-z_]\\w*))");

    /** Names that Groovy does not read as a member. */
    private static final Set<String> NO_MEMBERS =
            Set.of("class", "metaClass", "properties", "empty", "first", "last", "bytes");

    private final List<UnaryOperator<Object>> steps;

    private LightPath(List<UnaryOperator<Object>> steps) {
        this.steps = steps;
    }

    /** What was looked for; the value is null where it is not there. */
    record Found(Object value) {}

    /** Nothing where the path is of another form. */
    static Optional<LightPath> of(String path) {
        var steps = new ArrayList<UnaryOperator<Object>>();
        var end = 0;
        var step = STEP.matcher(path.equals("$") ? "" : path);
        while (step.find() && step.start() == end && !NO_MEMBERS.contains(Objects.toString(step.group("name"), ""))) {
            steps.add(operation(step));
            end = step.end();
        }
        return end == path.length() || path.equals("$") ? Optional.of(new LightPath(steps)) : Optional.empty();
    }

    private static UnaryOperator<Object> operation(Matcher step) {
        if (step.group("place") != null) {
            var place = Integer.parseInt(step.group("number"));
            return value -> at(value, place);
        }
        if (step.group("size") != null) {
            return LightPath::size;
        }
        if (step.group("search") != null) {
            var all = step.group("search").equals("findAll");
            var key = step.group("key");
            var text = step.group("text");
            return value -> search(value, all, key, text);
        }
        var name = step.group("name");
        return value -> member(value, name);
    }

    /**
     * What is there in maps, lists and values; nothing where they are not of the types that the path is for.
     *
     * @param root may be null
     */
    Optional<Found> in(Object root) {
        try {
            var value = root;
            for (var step : steps) {
                value = step.apply(value);
            }
            return Optional.of(new Found(value));
        } catch (ClassCastException | NullPointerException anotherType) {
            return Optional.empty();
        }
    }

    /** Of a list, the members of all that is in it. */
    private static Object member(Object value, String name) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> object) {
            return object.get(name);
        }
        var members = new ArrayList<>();
        for (var element : (List<?>) value) {
            if (element != null) {
                members.add(member(element, name));
            }
        }
        return members;
    }

    private static Object at(Object value, int place) {
        var list = (List<?>) value;
        return list == null || place >= list.size() ? null : list.get(place);
    }

    private static Object size(Object value) {
        return value instanceof Map<?, ?> object ? object.size() : ((List<?>) value).size();
    }

    private static Object search(Object value, boolean all, String key, String text) {
        var found = ((List<?>) value)
                .stream()
                        .filter(element -> text.equals(((Map<?, ?>) element).get(key)))
                        .toList();
        if (all) {
            return found;
        }
        return found.isEmpty() ? null : found.get(0);
    }
}
