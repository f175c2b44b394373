package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules by the names of their members, so that a new member changes no test. A value may be null: not set. */
public final class TestRules {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private TestRules() {}

    /** An intravenous protocol with these members, and without any limit that is not among them. */
    public static Rules rules(Object... namesAndValues) {
        var members = members("name", "Any", "drug", Drug.KETAMINE, "route", Route.IV);
        members.putAll(members("plannedSessions", 6, "minDaysBetweenSessions", 2));
        members.putAll(members(namesAndValues));
        return JSON.convertValue(members, Rules.class);
    }

    public static DoseRule dose(Object... namesAndValues) {
        return JSON.convertValue(members(namesAndValues), DoseRule.class);
    }

    public static Monitoring monitoring(Object... namesAndValues) {
        return JSON.convertValue(members(namesAndValues), Monitoring.class);
    }

    public static Limits limits(Object... namesAndValues) {
        return JSON.convertValue(members(namesAndValues), Limits.class);
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
