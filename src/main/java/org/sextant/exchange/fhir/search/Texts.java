package org.sextant.exchange.fhir.search;

import java.util.ArrayList;
import java.util.List;

/** Takes values apart where FHIR's separators stand, but not where a backslash stands before one. */
final class Texts {

    private Texts() {}

    /** The pieces between the separators, with their backslashes. */
    static List<String> split(String text, char separator) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var one = text.charAt(i);
            if (one == '\\' && i + 1 < text.length()) {
                piece.append(one).append(text.charAt(++i));
            } else if (one == separator) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(one);
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** The text without the backslashes before separators. */
    static String unescaped(String text) {
        return text.replaceAll("\\\\([,|$\\\\])", "$1");
    }
}
