package org.sextant.web;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Text as a person reads it, not as bytes: in Unicode's normal form C, without white space and invisible characters at
 * its ends. Each text of a body, of a line of an import and of a query parameter goes through {@link #of} or
 * {@link #ofCode} before anything else sees it. Never null.
 *
 * @param value the text; empty where nothing visible was there
 */
public record Text(String value) {

    /** White space, as people type it and as word processors do. */
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\u0085]+");

    /** Letters without ink: the fillers of Hangul and the empty pattern of Braille. */
    private static final String EMPTY_LETTERS = "\u2800\u3164\uFFA0";

    /** The text of what was sent. */
    public static Text of(String sent) {
        return isPlain(sent) ? new Text(sent) : trimmed(Normalizer.normalize(sent, Form.NFC));
    }

    /**
     * The text of an identifier, such as a record number, a lot, a label or a code: two that look alike are the same.
     * Without invisible characters within, and with single spaces.
     */
    public static Text ofCode(String sent) {
        if (isPlain(sent) && !sent.contains("  ")) {
            return new Text(sent);
        }
        var visible = sent.codePoints()
                .filter(character -> !isInvisible(character) || isWhiteSpace(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return trimmed(
                WHITE_SPACE.matcher(Normalizer.normalize(visible, Form.NFC)).replaceAll(" "));
    }

    /** The length in code points, which people take for characters; 0 where nothing is visible. */
    public int length() {
        return isBlank() ? 0 : value.codePointCount(0, value.length());
    }

    /** True where nothing is visible. */
    public boolean isBlank() {
        return value.codePoints().allMatch(Text::isInvisible);
    }

    /** Printable ASCII without white space at its ends, as most texts are. */
    private static boolean isPlain(String sent) {
        return sent.isEmpty()
                || (sent.charAt(0) != ' '
                        && sent.charAt(sent.length() - 1) != ' '
                        && sent.chars().allMatch(character -> character >= ' ' && character <= '~'));
    }

    private static Text trimmed(String text) {
        IntPredicate cut = character -> isWhiteSpace(character) || isCut(character);
        var from = 0;
        var to = text.length();
        while (from < to && cut.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && cut.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return new Text(text.substring(from, to));
    }

    private static boolean isWhiteSpace(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> (character >= '\t' && character <= '\r') || character == 0x85;
        };
    }

    /** Without ink and without effect at the ends of a text. The tags at the end of a flag belong to its picture. */
    private static boolean isCut(int character) {
        return EMPTY_LETTERS.indexOf(character) >= 0
                || Character.getType(character) == Character.CONTROL
                || (Character.getType(character) == Character.FORMAT && !isTag(character) && !hasInk(character));
    }

    /** The signs before numbers of some scripts, of category Cf but visible. */
    private static boolean hasInk(int character) {
        return (character >= 0x600 && character <= 0x605)
                || character == 0x6DD
                || character == 0x70F
                || character == 0x890
                || character == 0x891
                || character == 0x8E2
                || character == 0x110BD
                || character == 0x110CD;
    }

    /** Without ink: white space, controls, and what Unicode calls ignorable. */
    private static boolean isInvisible(int character) {
        return isWhiteSpace(character) || isCut(character) || isTag(character) || isIgnorable(character);
    }

    private static boolean isTag(int character) {
        return character >= 0xE0000 && character <= 0xE007F;
    }

    /** The ignorable characters of Unicode that are neither of category Cf nor tags. */
    private static boolean isIgnorable(int character) {
        return character == 0x34F
                || character == 0x115F
                || character == 0x1160
                || (character >= 0x17B4 && character <= 0x17B5)
                || (character >= 0x180B && character <= 0x180F)
                || character == 0x2065
                || (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xFFF0 && character <= 0xFFF8)
                || (character >= 0xE0080 && character <= 0xE0FFF);
    }
}
