package org.sextant.compliance.rems;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a submitted monitoring form with the form as the chart fills it in now. */
final class RemsChanges {

    /**
     * Members that are not compared: the two that follow from the others, and the address of the clinic, because a clinic
     * that moves does not change what it reported before.
     */
    private static final Set<String> NOT_COMPARED = Set.of("/complete", "/missing", "/setting", "/formVersion");

    private final Set<String> pointers = new TreeSet<>();

    private RemsChanges() {}

    /** The JSON pointers of the members that differ, sorted; a list is one member. */
    static List<String> between(JsonNode submitted, JsonNode now) {
        var changes = new RemsChanges();
        changes.compare("", submitted, now);
        return List.copyOf(changes.pointers);
    }

    private void compare(String pointer, JsonNode before, JsonNode now) {
        if (NOT_COMPARED.contains(pointer)) {
            return;
        }
        if (before.isObject() && now.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(pointer + "/" + name, before.path(name), now.path(name)));
        } else if (!isSame(before, now)) {
            pointers.add(pointer);
        }
    }

    /** 56 and 56.00 are the same dose. */
    private static boolean isSame(JsonNode before, JsonNode now) {
        return (before.isNumber() && now.isNumber())
                ? before.decimalValue().compareTo(now.decimalValue()) == 0
                : before.equals(now);
    }
}
