package org.sextant.rules.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The protocols that every clinic starts with, in their present edition; each is one file in {@code protocols/}. */
@ApplicationScoped
class ShippedProtocols {

    /** The edition of the files. A release that changes a file raises the edition. */
    static final int EDITION = 2;

    static final List<String> CODES = List.of("iv-ketamine-0.5", "im-ketamine-0.5", "intranasal-esketamine-56");

    /** Members that every protocol has in one form or another, and the sources, which belong to the values. */
    private static final Set<String> NEVER_LACKING =
            Set.of("/name", "/drug", "/route", "/dose/mg", "/dose/mgPerKg", "/sources");

    /** Lists of which each entry stands for itself. */
    private static final Set<String> LISTS_OF_ENTRIES = Set.of("/clearances", "/discharge", "/monitoring/requires");

    private final ObjectMapper json;
    private final Map<String, JsonNode> bodies;

    ShippedProtocols(ObjectMapper json) {
        this.json = json;
        bodies = CODES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), this::body));
    }

    private JsonNode body(String code) {
        try {
            return json.readTree(rules(code));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The shipped rules as JSON. */
    static String rules(String code) {
        try (var file = ShippedProtocols.class.getResourceAsStream("/protocols/" + code + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * The members of the shipped protocol that the clinic's rules do not have, whatever the values of the others.
     *
     * @return empty where nothing lacks, or where no protocol ships with this code
     */
    List<LackingMember> lacking(String code, Rules own) {
        var lacking = new ArrayList<LackingMember>();
        if (bodies.containsKey(code)) {
            compare("", bodies.get(code), json.valueToTree(own), lacking);
        }
        return lacking;
    }

    private static void compare(String parent, JsonNode shipped, JsonNode own, List<LackingMember> lacking) {
        for (var member : shipped.properties()) {
            var pointer = parent + "/" + member.getKey();
            var value = member.getValue();
            var ownValue = own.path(member.getKey());
            if (NEVER_LACKING.contains(pointer)) {
                continue;
            }
            if (ownValue.isMissingNode() || isSwitchedOff(pointer, ownValue, value)) {
                lacking.add(new LackingMember(pointer, value));
            } else if (LISTS_OF_ENTRIES.contains(pointer)) {
                compareEntries(pointer, value, ownValue, lacking);
            } else if (value.isObject()) {
                compare(pointer, value, ownValue, lacking);
            }
        }
    }

    /** A rule that is switched off is not set. */
    private static boolean isSwitchedOff(String pointer, JsonNode own, JsonNode shipped) {
        return pointer.equals("/suicideRisk") && own.asText().equals(SuicideRisk.OFF.name()) && !own.equals(shipped);
    }

    private static void compareEntries(String list, JsonNode shipped, JsonNode own, List<LackingMember> lacking) {
        var keys = StreamSupport.stream(own.spliterator(), false)
                .map(ShippedProtocols::key)
                .collect(Collectors.toCollection(HashSet::new));
        for (var i = 0; i < shipped.size(); i++) {
            if (!keys.contains(key(shipped.get(i)))) {
                lacking.add(new LackingMember(list + "/" + i, shipped.get(i)));
            }
        }
    }

    /** An entry without its limits: of a clearance the kind and the step that needs it. */
    private static String key(JsonNode entry) {
        return entry.isTextual()
                ? entry.textValue() + " " + RequiredClearance.Moment.ACTIVATION
                : entry.path("kind").asText()
                        + " "
                        + entry.path("at").asText(RequiredClearance.Moment.ACTIVATION.name());
    }
}
