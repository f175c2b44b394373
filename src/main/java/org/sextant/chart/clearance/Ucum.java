package org.sextant.chart.clearance;

import java.util.regex.Pattern;

/**
 * The units of UCUM, the Unified Code for Units of Measure, version 2.1 (https://ucum.org/ucum), in its case-sensitive
 * form. Units in square brackets and the texts in braces are not compared with the list of UCUM.
 */
final class Ucum {

    private static final String PREFIX = "(?:da|[KMGT]i|[YZEPTGMkhdcmunpfazy])";

    /** Units that take a prefix. */
    private static final String METRIC =
            "(?:mol|sr|Hz|Pa|Ohm|Wb|Cel|lm|lx|Bq|Gy|Sv|gf|ar|st|bar|eV|pc|Ky|Gal|dyn|erg|St|Mx|Oe|Gb|sb|Lmb|ph|Ci|RAD|REM"
                    + "|cal|eq|osm|kat|mho|att|bit|By|Bd|tex|Np|rad|cd|m\\[Hg\\]|m\\[H2O\\]|a_[tjg]|t|u|g%|g|m|s|K|C|N|J|W|A|V|F|S"
                    + "|T|H|l|L|P|R|G|U|B|\\[[^\\[\\]\\s]+\\])";

    /** Units that take none. */
    private static final String OTHER = "(?:10[*^]|%|''|'|gon|deg|min|wk|mo_[sjg]|mo|a|d|h|Ba|Ao|circ|sph|bit_s|b)";

    private static final String ANNOTATION = "\\{[^{}]*\\}";

    private static final String COMPONENT = "(?:(?:" + PREFIX + "?" + METRIC + "|" + OTHER + ")(?:[+-]?\\d+)?(?:"
            + ANNOTATION + ")?|\\d+|" + ANNOTATION + ")";

    private static final String FLAT = "/?" + COMPONENT + "(?:[./]" + COMPONENT + ")*";

    private static final String TERM = "(?:" + COMPONENT + "|\\(" + FLAT + "\\))";

    private static final Pattern UNIT = Pattern.compile("/?" + TERM + "(?:[./]" + TERM + ")*");

    private Ucum() {}

    /** True for a unit as UCUM writes it, such as {@code U/L}, {@code mm[Hg]} or {@code 1}. */
    static boolean isUnit(String text) {
        return text.chars().allMatch(character -> character > ' ' && character < 127)
                && UNIT.matcher(text).matches();
    }
}
