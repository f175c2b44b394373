package org.sextant.exchange.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Answers while the body is still being read, and never waits for the client with it: many clients read nothing before
 * they have sent everything, and both sides would wait for ever. What such a client does not take yet is put aside in a
 * file.
 */
final class VerdictStream implements Closeable {

    private final OutputStream target;
    private final BooleanSupplier takes;
    private Path aside;
    private OutputStream asideOut;

    /** @param takes whether the client would take more at once */
    VerdictStream(OutputStream target, BooleanSupplier takes) {
        this.target = target;
        this.takes = takes;
    }

    void write(byte[] verdicts) throws IOException {
        if (aside == null && takes.getAsBoolean()) {
            target.write(verdicts);
            target.flush();
            return;
        }
        if (aside == null) {
            aside = Files.createTempFile("sextant-verdicts", ".ndjson");
            asideOut = Files.newOutputStream(aside);
        }
        asideOut.write(verdicts);
    }

    /** The body has been read: now the client has nothing else to do than to take the rest. */
    void finish() throws IOException {
        if (aside != null) {
            asideOut.close();
            Files.copy(aside, target);
        }
    }

    @Override
    public void close() throws IOException {
        if (aside != null) {
            asideOut.close();
            Files.deleteIfExists(aside);
        }
    }
}
