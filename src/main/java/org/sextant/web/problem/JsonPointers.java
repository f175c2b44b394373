package org.sextant.web.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

/** The place of a rejected value in a body, and the expectation; never the value. */
public final class JsonPointers {

    /** What is wrong with a number that its type cannot hold. */
    public static final String OUT_OF_RANGE = "is out of range";

    private JsonPointers() {}

    /**
     * What is wrong with a member that its object does not have. Names the member that is meant where one is spelt alike,
     * else all members.
     */
    public static String unknown(String name, Collection<Object> known) {
        var members = known.stream().map(Object::toString).sorted().toList();
        return Spelling.nearest(name, members)
                .map("is not a member of this object; %s is"::formatted)
                .orElseGet(() -> members.isEmpty()
                        ? "is not a member of this object, which has none"
                        : "is not a member of this object, which has " + String.join(", ", members));
    }

    /** The RFC 6901 pointer to the member that could not be read. */
    public static String of(JsonMappingException failure) {
        return failure.getPath().stream().map(JsonPointers::segment).collect(Collectors.joining());
    }

    /** What was expected of a value of the wrong type. */
    public static String expectation(MismatchedInputException failure) {
        if (failure instanceof TooManyElements tooMany) {
            return "must have at most " + tooMany.most() + " elements";
        }
        if (failure instanceof NotWhole fraction) {
            return fraction.expectation();
        }
        var target = failure.getTargetType();
        if (target == null) {
            return "has the wrong type";
        }
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        return "must be " + expected(target);
    }

    private static String expected(Class<?> target) {
        if (target == Instant.class) {
            return "a time with a zone in 1900 to 2199, such as 2026-03-02T09:15:00Z";
        }
        if (target == LocalDate.class) {
            return "a date in 1900 to 2199, such as 2026-03-02";
        }
        if (target == LocalDateTime.class) {
            return "a local time without a zone in 1900 to 2199, such as 2026-03-02T09:15";
        }
        if (target == UUID.class) {
            return "a UUID";
        }
        if (target == String.class) {
            return "text";
        }
        if (target == Boolean.class || target == boolean.class) {
            return "true or false";
        }
        if (target == Integer.class || target == int.class || target == Short.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(target)) {
            return "a number";
        }
        if (Iterable.class.isAssignableFrom(target)) {
            return "an array";
        }
        return "an object";
    }

    private static String segment(Reference reference) {
        return reference.getFieldName() == null
                ? "/" + reference.getIndex()
                : "/" + reference.getFieldName().replace("~", "~0").replace("/", "~1");
    }
}
