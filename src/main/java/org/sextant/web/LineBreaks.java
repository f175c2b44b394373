package org.sextant.web;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Map;

/**
 * Escapes the line breaks that JSON allows within text, U+2028, U+2029 and U+0085: a reader of JSON lines that splits at
 * every line break of Unicode would see two lines. All JSON of the service is escaped in the same way.
 */
public final class LineBreaks extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private static final Map<Integer, SerializableString> ESCAPES = Map.of(
            0x2028, new SerializedString("\\u2028"),
            0x2029, new SerializedString("\\u2029"),
            0x0085, new SerializedString("\\u0085"));

    private final int[] ascii = standardAsciiEscapesForJSON();

    /** The JSON with escaped line breaks; JSON can have them within text only. */
    public static String escaped(String json) {
        return json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u0085", "\\u0085");
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        return ESCAPES.get(character);
    }
}
