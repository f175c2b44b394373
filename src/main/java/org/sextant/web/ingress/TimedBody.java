package org.sextant.web.ingress;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.wire.BrokenBody;

/**
 * A streamed body that is refused where its reader waits too long for the next piece. Only the waiting time counts: bytes that have
 * arrived are read even where the reader is slow, because a busy machine may need longer than any limit.
 */
final class TimedBody extends InputStream {

    private final InputStream body;
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limitMs;
    private long bytesRead;
    private volatile ProblemException broken;
    private volatile Wait current = new Wait();

    /**
     * A body with a limit of waiting time.
     *
     * @param request the request of the body, which counts the bytes that have arrived
     * @param vertx provides timers that need no worker thread, because every worker may be waiting for a body
     * @param limit how long a reader waits for the next piece
     */
    TimedBody(InputStream body, HttpServerRequest request, Vertx vertx, Duration limit) {
        this.body = body;
        this.request = request;
        this.vertx = vertx;
        this.limitMs = limit.toMillis();
        BrokenBody.onBroken(request.connection(), refusal -> {
            broken = refusal;
            current.refuse(refusal);
        });
    }

    /** A read that waits in this thread. The thread is interrupted during the wait only, never in its later work. */
    private static final class Wait {

        private final Thread reader = Thread.currentThread();
        private boolean ended;
        private ProblemException refusal;

        synchronized void refuse(ProblemException reason) {
            if (!ended) {
                refusal = reason;
                reader.interrupt();
            }
        }

        /** Ends the wait; returns why it was interrupted, or null. */
        synchronized ProblemException end() {
            ended = true;
            return refusal;
        }
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    /** @throws ProblemException 408 where the bytes do not arrive in time, 400 where they cannot be read */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var wait = new Wait();
        current = wait;
        if (broken != null) {
            throw broken;
        }
        var before = bytesRead;
        var timer = vertx.setTimer(limitMs, due -> checkOnceMore(wait, before));
        try {
            var read = readBytes(target, offset, length);
            bytesRead += Math.max(0, read);
            return read;
        } catch (InterruptedIOException interrupted) {
            var refusal = wait.end();
            if (refusal != null) {
                throw refusal;
            }
            throw interrupted;
        } finally {
            vertx.cancelTimer(timer);
            if (wait.end() != null) {
                // The bytes arrived at the moment of the interrupt: the interrupt must not reach later work.
                Thread.interrupted();
            }
        }
    }

    /** At least one byte, or -1 at the end: Vert.x delivers the trailers of a chunked body as a piece without bytes. */
    private int readBytes(byte[] target, int offset, int length) throws IOException {
        var read = body.read(target, offset, length);
        while (read == 0 && length > 0) {
            read = body.read(target, offset, length);
        }
        return read;
    }

    /** The event loop may be late too: the loop reads from the network before it runs the next timer. */
    private void checkOnceMore(Wait wait, long before) {
        vertx.setTimer(1, due -> {
            if (!hasArrived(before)) {
                wait.refuse(late());
            }
        });
    }

    /** True where more bytes or the end of the body have arrived that the reader has not read yet. */
    private boolean hasArrived(long before) {
        // A request without demand does not report its end, so fetch comes first.
        return request.bytesRead() > before || request.fetch(1).isEnded();
    }

    /** Does nothing: {@link UnreadBodies} discards the rest of the body after the answer. */
    @Override
    public void close() {}

    private static ProblemException late() {
        return CommonProblem.REQUEST_TIMEOUT.because("The body did not arrive in time. Send the same request again.");
    }
}
