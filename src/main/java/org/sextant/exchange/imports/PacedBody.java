package org.sextant.exchange.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * A body that ends where the body drips. Only the time that the reader waits for bytes counts, because storing lines may
 * take any time.
 */
final class PacedBody extends InputStream {

    private final InputStream body;
    private final long windowNanos;
    private final long leastBytes;
    private final LongSupplier nanoTime;
    private long waitedNanos;
    private long bytesRead;

    /**
     * A body with a least rate.
     *
     * @param window the waiting time after which the arrived bytes are counted
     * @param leastRate in bytes per second of waiting time
     * @param nanoTime a clock in nanoseconds, such as {@link System#nanoTime}
     */
    PacedBody(InputStream body, Duration window, long leastRate, LongSupplier nanoTime) {
        this.body = body;
        this.windowNanos = window.toNanos();
        this.leastBytes = leastRate * window.toMillis() / 1000;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    /** @throws ProblemException 408 where fewer bytes arrived in a window than the least rate asks for */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var begun = nanoTime.getAsLong();
        var read = body.read(target, offset, length);
        waitedNanos += nanoTime.getAsLong() - begun;
        bytesRead += Math.max(0, read);
        if (read >= 0 && waitedNanos >= windowNanos) {
            if (bytesRead < leastBytes) {
                throw CommonProblem.REQUEST_TIMEOUT.because(
                        "The body arrived too slowly. Send the same lines again, on a faster network or fewer at once.");
            }
            waitedNanos = 0;
            bytesRead = 0;
        }
        return read;
    }
}
