package org.sextant.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A request as it goes over the wire, one character a byte. {@code {{…}}} stands for what differs from run to run: see
 * {@link Chart#fill}.
 *
 * @param head the request line and the header fields, each ended by a line feed; without those of the framing
 * @param body empty where there is none
 */
record Message(String head, String body, Framing framing) {

    /** The characters of a text as the bytes of UTF-8. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** True where the caller shows a good token. */
    boolean isOfAKnownCaller() {
        return head.contains("\nAuthorization: Bearer {{token:");
    }

    String method() {
        return head.substring(0, head.indexOf(' '));
    }

    /** As a file that is replayed: the framing, the head, an empty line, the body. */
    String toFile() {
        return "framing " + framing + "\n" + head + "\n" + body;
    }

    /** Reads such a file; lines that begin with {@code #} say what the message found. */
    static Message parse(byte[] file) {
        var text = new String(file, StandardCharsets.ISO_8859_1);
        while (text.startsWith("#")) {
            text = text.substring(text.indexOf('\n') + 1);
        }
        var framing = text.indexOf('\n');
        var end = text.indexOf("\n\n");
        return new Message(
                text.substring(framing + 1, end + 1),
                text.substring(end + 2),
                Framing.valueOf(text.substring("framing ".length(), framing)));
    }

    /** The head with line ends of HTTP. */
    static String lines(String head) {
        return Arrays.stream(head.split("\n", -1)).collect(Collectors.joining("\r\n"));
    }
}
