package org.sextant.exchange.fhir.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a statement, by the names that its text gives them. No value is ever part of the text. */
public final class Sql {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A place for the value, such as {@code :v3}; equal values have one place. */
    public String bind(Object value) {
        return values.entrySet().stream()
                .filter(known -> known.getValue().equals(value))
                .findFirst()
                .map(known -> ":" + known.getKey())
                .orElseGet(() -> add(value));
    }

    private String add(Object value) {
        var name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    Map<String, Object> values() {
        return values;
    }
}
