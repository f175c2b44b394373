package org.sextant.exchange.fhir.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sextant.exchange.fhir.map.Scope;
import org.sextant.exchange.fhir.search.SearchParameter.Value;
import org.sextant.web.problem.FieldError;
import org.sextant.web.problem.Violations;

/** Reads the parameters of a search. What is not understood is refused by its name, or told to a lenient caller. */
public final class SearchParser {

    private static final int DEFAULT_COUNT = 50;
    private static final int MAX_COUNT = 500;

    /** Of values of one parameter, and of parameters. */
    private static final int MOST = 100;

    /** Of values of all parameters together: each makes the statement longer. */
    private static final int MOST_IN_ALL = 200;

    /** Of characters of a value: the sealed link to the next page carries all values. */
    private static final int LONGEST = 4000;

    /** Read elsewhere: how the answer looks. */
    private static final Set<String> OF_THE_ANSWER = Set.of("_format", "_pretty");

    private final ResourceType type;
    private final Scope scope;
    private final Sql sql = new Sql();
    private final List<String> conditions = new ArrayList<>();
    private final List<Map.Entry<String, String>> applied = new ArrayList<>();
    private final List<FieldError> unknown = new ArrayList<>();
    private final List<Include> includes = new ArrayList<>();
    private final List<Include> revincludes = new ArrayList<>();
    private int values;
    private String sort;
    private int count = DEFAULT_COUNT;
    private Set<String> elements;
    private boolean countOnly;
    private boolean total;

    private SearchParser(ResourceType type, Scope scope) {
        this.type = type;
        this.scope = scope;
        this.sort = type.order();
    }

    /**
     * The search that the parameters describe.
     *
     * @param parameters by name and value, each as often as it was sent
     * @param lenient true where unknown parameters are left out and told, not refused
     * @param after the position after which the page begins; null for the first page
     * @throws org.sextant.web.problem.ProblemException 400 for what is not understood, by name
     */
    public static SearchRequest parse(
            ResourceType type,
            List<Map.Entry<String, String>> parameters,
            Scope scope,
            boolean lenient,
            SearchRequest.Position after) {
        var parser = new SearchParser(type, scope);
        if (parameters.size() > MOST) {
            throw Violations.ofParameter("_count", "must be one of at most %d parameters".formatted(MOST));
        }
        parameters.forEach(parameter -> parser.read(parameter.getKey(), parameter.getValue()));
        if (!lenient && !parser.unknown.isEmpty()) {
            throw Violations.ofParameters(parser.unknown);
        }
        parser.requireNeeded();
        return parser.request(after);
    }

    private SearchRequest request(SearchRequest.Position after) {
        var down = sort.startsWith("-");
        return new SearchRequest(
                type,
                conditions,
                sql,
                type.sorts().get(down ? sort.substring(1) : sort),
                down,
                countOnly ? 0 : count,
                total || countOnly,
                after,
                includes.stream().distinct().toList(),
                revincludes.stream().distinct().toList(),
                elements,
                applied,
                unknown.stream().map(FieldError::pointer).toList());
    }

    private void requireNeeded() {
        var names = applied.stream()
                .filter(parameter -> !parameter.getKey().endsWith(":not"))
                .map(parameter -> parameter.getKey().replaceFirst(":.*", ""))
                .collect(Collectors.toSet());
        if (!type.needed().isEmpty() && type.needed().stream().noneMatch(names::contains)) {
            var needed = type.needed().stream().sorted().toList();
            throw Violations.ofParameter(needed.get(0), "is needed, or one of " + String.join(", ", needed));
        }
    }

    private void read(String sent, String value) {
        var colon = sent.indexOf(':');
        var name = colon < 0 ? sent : sent.substring(0, colon);
        var modifier = colon < 0 ? "" : sent.substring(colon + 1);
        if (OF_THE_ANSWER.contains(sent)) {
            return;
        }
        if (value.isBlank()) {
            throw Violations.ofParameter(shown(name), "must not be empty; leave it out instead");
        }
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw Violations.ofParameter(
                    shown(name), "must have at most %d characters, and no control characters".formatted(LONGEST));
        }
        var parameter = type.parameter(name);
        if (parameter.isPresent()) {
            filter(parameter.get(), modifier, value);
        } else if (!modifier.isEmpty() || !control(name, value)) {
            unknown.add(new FieldError(
                    shown(sent), "is not a parameter of %s, which has %s".formatted(type.name(), names())));
            return;
        }
        applied.add(Map.entry(sent, value));
    }

    private String names() {
        return type.parameters().stream()
                .map(SearchParameter::name)
                .sorted()
                .collect(Collectors.joining(
                        ", ", "", ", _count, _elements, _include, _revinclude, _sort, _summary, _total"));
    }

    private void filter(SearchParameter parameter, String modifier, String sent) {
        if (!modifier.isEmpty() && !parameter.modifiers().contains(modifier)) {
            throw Violations.ofParameter(
                    parameter.name(),
                    parameter.modifiers().isEmpty()
                            ? "takes no modifier"
                            : "takes only the modifiers "
                                    + parameter.modifiers().stream().sorted().collect(Collectors.joining(", ")));
        }
        var values = Texts.split(sent, ',');
        if (values.size() > MOST || values.stream().anyMatch(String::isBlank)) {
            throw Violations.ofParameter(
                    parameter.name(), "must have at most %d values, and none of them empty".formatted(MOST));
        }
        this.values += values.size();
        if (this.values > MOST_IN_ALL) {
            throw Violations.ofParameter(
                    parameter.name(), "must leave at most %d values in the whole search".formatted(MOST_IN_ALL));
        }
        var any = values.stream()
                .map(text -> parameter.matcher().condition(new Value(parameter.name(), text, modifier, scope), sql))
                .collect(Collectors.joining(" OR ", "(", ")"));
        conditions.add(modifier.equals("not") ? "NOT " + any : any);
    }

    /** True where the parameter is one of those that all searches have. */
    private boolean control(String name, String value) {
        switch (name) {
            case "_count" -> count = countOf(value);
            case "_sort" -> sort = sortOf(value);
            case "_summary" -> countOnly = oneOf(name, value, "count", "false").equals("count");
            case "_elements" -> elements = Elements.of(type.name(), value);
            case "_include" -> includes.add(include(name, value, type.includes()));
            case "_revinclude" -> revincludes.add(include(name, value, type.revincludes()));
            case "_total" -> total = oneOf(name, value, "accurate", "none").equals("accurate");
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Include include(String name, String value, List<Include> known) {
        return known.stream()
                .filter(one -> one.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Violations.ofParameter(
                        name,
                        known.isEmpty()
                                ? "is not offered for this type"
                                : "must be one of "
                                        + known.stream().map(Include::name).collect(Collectors.joining(", "))));
    }

    private int countOf(String value) {
        if (!value.matches("\\d{1,9}")) {
            throw Violations.ofParameter("_count", "must be a whole number");
        }
        countOnly = countOnly || Integer.parseInt(value) == 0;
        return Math.min(Integer.parseInt(value), MAX_COUNT);
    }

    private String sortOf(String value) {
        if (!type.sorts().containsKey(value.startsWith("-") ? value.substring(1) : value)) {
            throw Violations.ofParameter(
                    "_sort",
                    "must be one of %s, also with a minus sign"
                            .formatted(type.sorts().keySet().stream().sorted().collect(Collectors.joining(", "))));
        }
        return value;
    }

    private static String oneOf(String name, String value, String... known) {
        return Optional.of(value)
                .filter(Set.of(known)::contains)
                .orElseThrow(() -> Violations.ofParameter(name, "must be one of " + String.join(", ", known)));
    }

    /** The name as a refusal may repeat it: it comes from the caller. */
    private static String shown(String name) {
        var shown = name.replaceAll("[^A-Za-z0-9_:.-]", "?");
        return shown.substring(0, Math.min(60, shown.length()));
    }
}
