package org.sextant.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Values that services of this kind have stumbled over: one a line in files, and here what a line cannot hold. */
final class Hostile {

    private static final Path FILES = Path.of("src", "test", "resources", "org", "sextant", "fuzz", "values");

    /** As they stand in JSON. */
    static final List<String> NUMBERS =
            values("numbers", "1" + "0".repeat(63), "1" + "0".repeat(64), "0." + "1".repeat(70), "9".repeat(5000));

    /** As they stand in JSON. */
    static final List<String> STRINGS = values(
            "strings",
            "\"a\nb\"",
            "\"a\u0001b\"",
            "\"" + "a".repeat(256) + "\"",
            "\"" + "ä".repeat(2001) + "\"",
            "\"" + "a".repeat(70_000) + "\"",
            "\"" + "\\u0061".repeat(300) + "\"");

    /** As they stand in JSON. */
    static final List<String> TIMES = values("times");

    /** As they stand in JSON. */
    static final List<String> IDS = values("ids");

    /** As they stand in JSON. */
    static final List<String> OTHERS = values(
            "others",
            nested(31),
            nested(33),
            nested(1000),
            nested(50_000),
            "{\"a\":".repeat(2000) + "1" + "}".repeat(2000),
            "[" + "{},".repeat(500) + "{}]",
            "[" + "[],".repeat(3000) + "1]");

    /** Names of members, as they stand in JSON. */
    static final List<String> NAMES = values("names", "\"" + "n".repeat(70_000) + "\"");

    /** In a path or a query, as it is sent. */
    static final List<String> IN_ADDRESSES =
            values("addresses", "a".repeat(300), "a".repeat(9000), "\u00e9", "\u0001", "\u007f");

    /** Values of a header field. */
    static final List<String> IN_HEADERS = values(
            "headers",
            "\t",
            "\u00e9",
            "a\u0001b",
            "\u007f",
            "a".repeat(12_000),
            "\u0080\u00ff",
            "a".repeat(255),
            "a".repeat(256),
            "a".repeat(4000),
            "a,".repeat(300));

    private Hostile() {}

    private static List<String> values(String file, String... more) {
        try {
            var values = new ArrayList<>(Files.readAllLines(FILES.resolve(file + ".txt"), StandardCharsets.UTF_8));
            values.addAll(List.of(more));
            return List.copyOf(values);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
