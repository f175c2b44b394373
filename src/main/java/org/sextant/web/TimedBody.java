package org.sextant.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;

/**
 * A body that is refused where its reader has to wait for the body too long. What has arrived is read, however long it
 * lay there and however slowly its reader comes to it: on a busy machine that takes longer than any limit.
 */
final class TimedBody extends InputStream {

    private final InputStream body;
    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long limitNanos;
    private final boolean endless;
    private long leftNanos;
    private long taken;

    /**
     * A body.
     *
     * @param request that the body is of, which tells what has arrived
     * @param vertx whose timers need no worker: each may be waiting for a body
     * @param limit how long a reader waits for the whole body
     * @param endless whether the limit is of each piece instead
     */
    TimedBody(InputStream body, HttpServerRequest request, Vertx vertx, Duration limit, boolean endless) {
        this.body = body;
        this.request = request;
        this.vertx = vertx;
        this.limitNanos = limit.toNanos();
        this.endless = endless;
        this.leftNanos = limitNanos;
    }

    /** A read that waits in this thread. It is interrupted in its wait and never afterwards, when the thread is at other work. */
    private static final class Wait {

        private final Thread reader = Thread.currentThread();
        private boolean over;
        private boolean givenUp;

        synchronized void giveUp() {
            if (!over) {
                givenUp = true;
                reader.interrupt();
            }
        }

        /** Ends it; true where it has been given up. */
        synchronized boolean end() {
            over = true;
            return givenUp;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws ProblemException 408 where the bytes do not come in time */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var wait = new Wait();
        var before = taken;
        var timer = vertx.setTimer(
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNanos)), due -> lookOnceMore(wait, before));
        var begun = System.nanoTime();
        try {
            var read = body.read(target, offset, length);
            taken += Math.max(0, read);
            return read;
        } catch (InterruptedIOException interrupted) {
            if (wait.end()) {
                throw late();
            }
            throw interrupted;
        } finally {
            vertx.cancelTimer(timer);
            if (wait.end()) {
                // The bytes came in the moment in which they were given up.
                Thread.interrupted();
            }
            leftNanos = endless ? limitNanos : leftNanos - (System.nanoTime() - begun);
        }
    }

    /** The event loop may be behind too: it takes in what lies in the network before it runs the next timer. */
    private void lookOnceMore(Wait wait, long before) {
        vertx.setTimer(1, looked -> {
            if (!isHere(before)) {
                wait.giveUp();
            }
        });
    }

    /** True where bytes or the end have been handed to the reader, who has only not come to them. */
    private boolean isHere(long before) {
        // A request does not count as ended while it is asked for nothing.
        return request.bytesRead() > before || request.fetch(1).isEnded();
    }

    /** Waits for nothing: {@link UnreadBodies} throws away what is left when the request is answered. */
    @Override
    public void close() {}

    private static ProblemException late() {
        return CommonProblem.REQUEST_TIMEOUT.because("The body did not arrive in time. Send the same request again.");
    }
}
