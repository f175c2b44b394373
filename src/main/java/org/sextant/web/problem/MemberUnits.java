package org.sextant.web.problem;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The unit of a number by the name of its member. By the rules for names, a number without an own convention has its unit
 * in its name ({@code weightKg}); vital signs are named without theirs, and each has one.
 */
final class MemberUnits {

    /** By a part of the name in small letters; the first part that the name has decides. */
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("percent", "%");
        UNITS.put("mgperkgperhour", "mg/kg/h");
        UNITS.put("mgperkg", "mg/kg");
        UNITS.put("mgperml", "mg/mL");
        UNITS.put("mgperhour", "mg/h");
        UNITS.put("mlperhour", "mL/h");
        UNITS.put("minutes", "minutes");
        UNITS.put("days", "days");
        UNITS.put("weeks", "weeks");
        UNITS.put("sessions", "sessions");
        UNITS.put("systolic", "mmHg");
        UNITS.put("diastolic", "mmHg");
        UNITS.put("heartrate", "beats/min");
        UNITS.put("respiratoryrate", "breaths/min");
        UNITS.put("spo2", "%");
        UNITS.put("temperaturec", "°C");
        UNITS.put("kg", "kg");
        UNITS.put("mg", "mg");
        UNITS.put("options", "mg");
    }

    private MemberUnits() {}

    /** The unit with a space before it; empty for a number without a unit, such as a score. */
    static String of(String member) {
        if (member.equals("age") || member.equals("ageFrom") || member.equals("ageTo")) {
            return " years";
        }
        var name = member.toLowerCase(Locale.ROOT);
        return UNITS.entrySet().stream()
                .filter(unit -> name.contains(unit.getKey()))
                .findFirst()
                .map(unit -> " " + unit.getValue())
                .orElse("");
    }
}
