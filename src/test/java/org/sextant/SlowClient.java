package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends a request piece by piece and reads meanwhile. Use from one thread. */
final class SlowClient implements Closeable {

    private static final int PACE_MS = 100;

    /** How often something is tried before it is held to never happen: a minute and more. */
    private static final int TRIES = 600;

    private final Socket socket;
    private final StringBuilder answer = new StringBuilder();
    private boolean cutOff;
    private long begunNanos;
    private long lastSendBegunNanos;
    private long longestGapNanos;
    private Duration answeredAfter;

    SlowClient(URI service) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(PACE_MS);
    }

    /** Sends text; what the service does not take any more is lost. */
    void send(String text) {
        var begun = System.nanoTime();
        if (begunNanos == 0) {
            begunNanos = begun;
            lastSendBegunNanos = begun;
        }
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException hungUp) {
            // The answer may still be there to be read, and the end after it.
            assertThat(socket.isClosed()).as("closed by the client").isFalse();
        }
        longestGapNanos = Math.max(longestGapNanos, System.nanoTime() - lastSendBegunNanos);
        lastSendBegunNanos = begun;
    }

    /**
     * The longest time from the beginning of one send to the end of the next: the service had to wait for no piece for
     * longer. A busy machine makes it long.
     */
    Duration longestGap() {
        return Duration.ofNanos(longestGapNanos);
    }

    /** The time from the beginning of the first send to the first answer. */
    Duration answeredAfter() {
        return answeredAfter;
    }

    /** Sends a piece again and again until the service hangs up; an empty one is silence. */
    void sendUntilCutOff(String piece) throws IOException {
        for (var tries = 0; !cutOff; tries++) {
            assertThat(tries).as("hangs up, after the answer: " + answer).isLessThan(TRIES);
            send(piece);
            read();
        }
    }

    /** Sends a piece again and again until the service answers. */
    void sendUntilAnswered(String piece) throws IOException {
        for (var tries = 0; answer.isEmpty(); tries++) {
            assertThat(cutOff).as("cut off without an answer").isFalse();
            assertThat(tries).as("answers").isLessThan(TRIES);
            send(piece);
            read();
        }
    }

    /** Reads until the answers so far contain this text. */
    void readUntil(String text) throws IOException {
        for (var tries = 0; answer.indexOf(text) < 0; tries++) {
            assertThat(cutOff).as("cut off, after the answer: " + answer).isFalse();
            assertThat(tries).as("answers: " + answer).isLessThan(TRIES);
            read();
        }
    }

    /** Reads for so long. */
    void readFor(Duration time) throws IOException {
        var end = System.nanoTime() + time.toNanos();
        while (!cutOff && System.nanoTime() < end) {
            read();
        }
    }

    /** What the service has answered so far. */
    String answer() {
        return answer.toString();
    }

    /** Forgets what has been sent and answered; the connection stays. */
    void forget() {
        answer.setLength(0);
        answeredAfter = null;
        begunNanos = 0;
        longestGapNanos = 0;
    }

    /** True where the service has hung up. */
    boolean isCutOff() {
        return cutOff;
    }

    private void read() throws IOException {
        var buffer = new byte[8192];
        try {
            var read = socket.getInputStream().read(buffer);
            cutOff = read < 0;
            if (answeredAfter == null) {
                answeredAfter = Duration.ofNanos(System.nanoTime() - begunNanos);
            }
            answer.append(new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException silent) {
            cutOff = false;
        } catch (IOException reset) {
            cutOff = true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
