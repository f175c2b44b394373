package org.sextant.live;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One reader of a stream: what it was sent, over all its connections. */
public final class Board {

    private final String token;
    private final String query;
    private final List<Received> received = new ArrayList<>();
    private final List<String> resets = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();
    private CompletableFuture<Void> over = new CompletableFuture<>();
    private Runnable cut = () -> {};
    private Runnable pause = () -> {};
    private String lastId;
    private String end;
    private long retryMs;

    /**
     * An item.
     *
     * @param atNanos when it arrived, by {@link System#nanoTime}
     */
    public record Received(String id, long atNanos) {}

    Board(String token, String query) {
        this.token = token;
        this.query = query;
    }

    /** On the thread of the connection: as many whole events as have arrived. */
    synchronized void take(Buffer piece) {
        var now = System.nanoTime();
        rest.append(piece.toString(StandardCharsets.UTF_8));
        for (var at = rest.indexOf("\n\n"); at >= 0; at = rest.indexOf("\n\n")) {
            block(rest.substring(0, at), now);
            rest.delete(0, at + 2);
        }
    }

    private void block(String block, long now) {
        String id = null;
        String event = null;
        String data = null;
        for (var line : block.split("\n", -1)) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                event = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            } else if (line.startsWith("retry:")) {
                retryMs = Long.parseLong(line.substring(6).strip());
            }
        }
        if ("end".equals(event)) {
            end = data;
        } else if ("reset".equals(event)) {
            resets.add(data);
        } else if (data != null) {
            received.add(new Received(member(data, "id"), now));
        }
        lastId = id == null ? lastId : id;
    }

    private static String member(String json, String name) {
        var begin = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(begin, json.indexOf('"', begin));
    }

    synchronized void begins() {
        over = new CompletableFuture<>();
        end = null;
        rest.setLength(0);
    }

    void isOver() {
        over().complete(null);
    }

    synchronized void cutBy(Runnable how) {
        cut = how;
    }

    synchronized void pauseBy(Runnable how) {
        pause = how;
    }

    /** Ends the connection, as a network that fails does. */
    public void cut() {
        synchronized (this) {
            cut.run();
        }
        over().join();
    }

    /** Reads no more, and leaves the connection open. */
    synchronized void stopReading() {
        pause.run();
    }

    /** Completes when the connection has ended. */
    public synchronized CompletableFuture<Void> over() {
        return over;
    }

    public boolean isOpen() {
        return !over().isDone();
    }

    /** The data of the event {@code end}; null where there was none on this connection. */
    public synchronized String end() {
        return end;
    }

    /** When to come back, in milliseconds. */
    synchronized long retryMs() {
        return retryMs;
    }

    synchronized String lastId() {
        return lastId;
    }

    public synchronized List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    public synchronized int count() {
        return received.size();
    }

    public synchronized List<String> resets() {
        return List.copyOf(resets);
    }

    String token() {
        return token;
    }

    String query() {
        return query;
    }
}
