package org.sextant.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** How a message is put on the wire. */
enum Framing {
    /** No body, and no word of one. */
    NONE,
    /** A declared length. */
    LENGTH,
    /** A declared length, in three pieces. */
    PIECES,
    /** Chunks of growing length. */
    CHUNKED,
    /** Chunks, and header fields after the last one. */
    TRAILERS,
    /** A second chunk whose length is no number. */
    BAD_CHUNK,
    /** The connection ends in the middle of a header. */
    TORN_HEAD,
    /** The connection ends in the middle of a body of declared length. */
    TORN,
    /** The connection ends in the middle of a chunk. */
    TORN_CHUNK;

    /** True where the client leaves without waiting for an answer. */
    boolean leaves() {
        return this == TORN_HEAD || this == TORN || this == TORN_CHUNK;
    }

    /** True where the connection may carry another message after this one. */
    boolean staysOpen() {
        return !leaves() && this != BAD_CHUNK;
    }

    /** Sends a head, whose lines end with CRLF and which lacks the empty line, and a body. */
    void send(OutputStream out, String head, byte[] body) throws IOException {
        switch (this) {
            case NONE -> write(out, head + "\r\n");
            case LENGTH -> {
                write(out, head + "Content-Length: " + body.length + "\r\n\r\n");
                out.write(body);
            }
            case PIECES -> {
                write(out, head + "Content-Length: " + body.length + "\r\n\r\n");
                out.flush();
                out.write(body, 0, body.length / 2);
                out.flush();
                out.write(body, body.length / 2, body.length - body.length / 2);
            }
            case TORN_HEAD -> write(out, head.substring(0, head.length() - 3));
            case TORN -> {
                write(out, head + "Content-Length: " + (body.length + 1) + "\r\n\r\n");
                out.write(body, 0, body.length / 2);
            }
            case CHUNKED, TRAILERS, BAD_CHUNK, TORN_CHUNK -> chunks(out, head, body);
        }
        out.flush();
    }

    private void chunks(OutputStream out, String head, byte[] body) throws IOException {
        write(out, head + "Transfer-Encoding: chunked\r\n\r\n");
        var size = 1;
        for (var from = 0; from < body.length; from += size, size *= 7) {
            var length = Math.min(size, body.length - from);
            if (this == BAD_CHUNK && from > 0) {
                write(out, "0x" + length + "\r\n");
                return;
            }
            write(out, Integer.toHexString(length) + "\r\n");
            if (this == TORN_CHUNK && from > 0) {
                return;
            }
            out.write(body, from, length);
            write(out, "\r\n");
        }
        write(out, this == TRAILERS ? "0\r\nX-Checksum: 1\r\n\r\n" : "0\r\n\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
