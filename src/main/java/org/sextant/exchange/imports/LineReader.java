package org.sextant.exchange.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/** Splits a body of any length into lines. Only one line is in memory, so a line has a maximum length. */
final class LineReader {

    /** The API's limit of a request body; in an import the limit applies to each line. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream body;
    private final BooleanSupplier tokenIsValid;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long number;

    /** @param tokenIsValid checked before each read, so that a slow body also ends when the token expires */
    LineReader(InputStream body, BooleanSupplier tokenIsValid) {
        this.body = body;
        this.tokenIsValid = tokenIsValid;
    }

    /** One line of the body. */
    static final class Line {

        private final long number;
        private final byte[] bytes;

        private Line(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        /** The number of the line, from 1; blank lines count. */
        long number() {
            return number;
        }

        /** The content without the line end; null where the line is longer than {@link #MAX_BYTES}. */
        byte[] bytes() {
            return bytes;
        }
    }

    /**
     * The next line that is not blank; null after the last line.
     *
     * @throws IOException where the client has disconnected or its token is no longer valid
     */
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
            if (!tokenIsValid.getAsBoolean()) {
                throw new IOException("The caller's token is no longer valid");
            }
            filled = Math.max(0, body.read(buffer));
            next = 0;
        }
        return next < filled;
    }

    private static boolean isBlank(byte[] line) {
        for (var character : line) {
            if (character != ' ' && character != '\r' && character != '\t') {
                return false;
            }
        }
        return true;
    }
}
