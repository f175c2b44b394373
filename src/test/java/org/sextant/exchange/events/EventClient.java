package org.sextant.exchange.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A client of a stream of events, as browsers read one. */
public final class EventClient implements AutoCloseable {

    /** Only so that a stream that stands still ends the build. */
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private final List<String> opening;
    private String lastId;

    /**
     * An event with data.
     *
     * @param id the last id that was received; null where an event had none before
     */
    public record Received(String name, String id, JsonNode data) {}

    private EventClient(HttpURLConnection connection, InputStream body) throws IOException {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.opening = block();
        opening.forEach(this::noteId);
    }

    public static EventClient open(String token, String query) throws IOException {
        return open(token, query, null);
    }

    /**
     * Opens a stream.
     *
     * @param lastEventId null for none
     */
    public static EventClient open(String token, String query, String lastEventId) throws IOException {
        var address = URI.create("%s:%d/v1/events%s".formatted(RestAssured.baseURI, RestAssured.port, query));
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setReadTimeout((int) GIVE_UP.toMillis());
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        assertThat(connection.getResponseCode()).isEqualTo(200);
        return new EventClient(connection, connection.getInputStream());
    }

    String header(String name) {
        return connection.getHeaderField(name);
    }

    /** The lines that come at once. */
    List<String> opening() {
        return opening;
    }

    String lastId() {
        return lastId;
    }

    /** The next event with data; heartbeats are passed by. */
    public Received next() throws IOException {
        while (true) {
            var block = block();
            assertThat(block).as("the stream has ended").isNotEmpty();
            block.forEach(this::noteId);
            var data = field(block, "data");
            if (data != null) {
                return new Received(field(block, "event"), lastId, JSON.readTree(data));
            }
        }
    }

    /** The id of the next heartbeat. */
    String nextIdAlone() throws IOException {
        var block = block();
        assertThat(field(block, "data")).isNull();
        return field(block, "id");
    }

    /** True where the service has ended the stream. */
    boolean isOver() throws IOException {
        return block().isEmpty();
    }

    private void noteId(String line) {
        var id = field(List.of(line), "id");
        lastId = id == null ? lastId : id;
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private List<String> block() throws IOException {
        var block = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                return block;
            }
            block.add(line);
        }
        return block;
    }

    public static void await(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + GIVE_UP.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
