package org.sextant.web.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant who has misspelt it. */
public final class Spelling {

    private Spelling() {}

    /**
     * The known name that is spelt most like the given one; empty where none is alike. Letter
     * case does not count.
     */
    public static Optional<String> nearest(String name, List<String> known) {
        return known.stream()
                .filter(candidate -> isLike(name, candidate))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** True where no more than a third of the characters of {@code name} are wrong, missing or too many. */
    public static boolean isLike(String name, String known) {
        return distance(name, known) <= Math.max(1, Math.min(name.length(), 64) / 3);
    }

    /** The number of characters to insert, delete or replace (Levenshtein, 1966). */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 32) {
            return Integer.MAX_VALUE;
        }
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var row = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
