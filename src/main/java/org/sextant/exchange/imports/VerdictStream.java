package org.sextant.exchange.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Writes the answer while the body is still being read, but never waits for the client to read: many clients read
 * nothing before they have sent the whole body, and both sides would wait for ever. Verdicts that the client does not
 * read yet go to a temporary file.
 */
final class VerdictStream implements Closeable {

    private final OutputStream target;
    private final BooleanSupplier clientReads;
    private Path file;
    private OutputStream fileOut;

    /** @param clientReads true where a write does not block */
    VerdictStream(OutputStream target, BooleanSupplier clientReads) {
        this.target = target;
        this.clientReads = clientReads;
    }

    void write(byte[] verdicts) throws IOException {
        if (file == null && clientReads.getAsBoolean()) {
            target.write(verdicts);
            target.flush();
            return;
        }
        if (file == null) {
            file = Files.createTempFile("sextant-verdicts", ".ndjson");
            fileOut = Files.newOutputStream(file);
        }
        fileOut.write(verdicts);
    }

    /** Sends the verdicts of the file, after the whole body is read: from then on waiting for the client is safe. */
    void finish() throws IOException {
        if (file != null) {
            fileOut.close();
            Files.copy(file, target);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            fileOut.close();
            Files.deleteIfExists(file);
        }
    }
}
