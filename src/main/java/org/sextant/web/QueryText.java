package org.sextant.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sextant.web.problem.Violations;

/** Reads query parameters. An unreadable value is refused with 400 and the parameter's name, without the value. */
public final class QueryText {

    private static final String SEARCH_TEXT = "must be text of at most 200 characters";

    private QueryText() {}

    /** An RFC 3339 time with a zone, in 1900 to 2199, to the microsecond; null where the parameter is absent. */
    public static Instant time(String name, String text) {
        // An unescaped plus arrives as a space.
        return read(
                name,
                text,
                it -> StrictJson.instant(it.replace(' ', '+')),
                "must be a time with a zone in 1900 to 2199, such as 2026-03-02T09:15:00Z");
    }

    /** The beginning of a period: a time, or a date for the beginning of its day; null where the parameter is absent. */
    static Instant from(String name, String text, Supplier<ZoneId> zone) {
        return bound(name, text, date -> date.atStartOfDay(zone.get()).toInstant());
    }

    /** The end of a period, exclusive: a time, or a date for the end of its day; null where the parameter is absent. */
    static Instant until(String name, String text, Supplier<ZoneId> zone) {
        return bound(
                name, text, date -> date.plusDays(1).atStartOfDay(zone.get()).toInstant());
    }

    private static Instant bound(String name, String text, Function<LocalDate, Instant> ofDate) {
        return read(
                name,
                text,
                it -> StrictJson.isDate(it)
                        ? ofDate.apply(StrictJson.date(it))
                        : StrictJson.instant(it.replace(' ', '+')),
                "must be a time with a zone in 1900 to 2199, such as 2026-03-02T09:15:00Z, or a date, such as 2026-03-02");
    }

    /** A UUID, or null where the parameter is absent. */
    public static UUID uuid(String name, String text) {
        return read(name, text, StrictJson::uuid, "must be a UUID");
    }

    /** True for the text of a UUID; false for null. */
    public static boolean isUuid(String text) {
        return text != null && StrictJson.isUuid(text);
    }

    /** A constant of the enum, or null where the parameter is absent. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String name, String text) {
        var names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return read(name, text, it -> Enum.valueOf(type, it), "must be one of " + names);
    }

    /** True or false, or null where the parameter is absent. */
    public static Boolean flag(String name, String text) {
        return read(
                name,
                text,
                it -> switch (it) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("Neither");
                },
                "must be true or false");
    }

    /** An identifier or a label of at most 200 characters, as bodies are read; null where the parameter is absent. */
    public static String code(String name, String text) {
        return read(name, text, it -> Text.ofCode(StrictJson.storable(it)).value(), SEARCH_TEXT);
    }

    /** A claim of a token, as it was sent, of at most 200 characters; null where the parameter is absent. */
    public static String verbatim(String name, String text) {
        return read(name, text, StrictJson::storable, SEARCH_TEXT);
    }

    private static <T> T read(String name, String text, Function<String, T> parse, String expected) {
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException unreadable) {
            throw Violations.ofParameter(name, expected);
        }
    }
}
