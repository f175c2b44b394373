package org.sextant.exchange.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** Splits a body into its lines, of which one is in memory at a time: the body may be of any length, a line may not. */
final class LineReader {

    /** The contract's limit of a body, which holds for each line here. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream body;
    private final BooleanSupplier mayGoOn;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long number;

    /** @param mayGoOn asked before each piece, so that a body which only drips ends too */
    LineReader(InputStream body, BooleanSupplier mayGoOn) {
        this.body = body;
        this.mayGoOn = mayGoOn;
    }

    /** A line. */
    static final class Line {

        private final long number;
        private final byte[] bytes;

        private Line(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        /** From 1 on, blank ones counted. */
        long number() {
            return number;
        }

        /** Without the line's end; null where there are more than a line may have. */
        byte[] bytes() {
            return bytes;
        }
    }

    /** The next line that is not blank, or null after the last. */
    Line read() throws IOException {
        while (true) {
            var bytes = new ByteArrayOutputStream(512);
            var length = 0L;
            var ended = false;
            while (!ended && fill()) {
                var end = next;
                while (end < filled && buffer[end] != '\n') {
                    end++;
                }
                ended = end < filled;
                length += end - next;
                if (length <= MAX_BYTES) {
                    bytes.write(buffer, next, end - next);
                }
                next = ended ? end + 1 : end;
            }
            if (!ended && length == 0) {
                return null;
            }
            number++;
            if (length > MAX_BYTES) {
                return new Line(number, null);
            }
            if (!isBlank(bytes.toByteArray())) {
                return new Line(number, bytes.toByteArray());
            }
        }
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            if (!mayGoOn.getAsBoolean()) {
                throw new IOException("The caller's token is not good any more");
            }
            filled = Math.max(0, body.read(buffer));
            next = 0;
        }
        return next < filled;
    }

    private static boolean isBlank(byte[] line) {
        for (var one : line) {
            if (one != ' ' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
