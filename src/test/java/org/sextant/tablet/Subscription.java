package org.sextant.tablet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sextant.tablet.Tablet.Pause;

/**
 * What a tablet hears while it has a network: which record changed, so that it reads that one again and asks for
 * nothing every few seconds. It comes back with the last id that it was sent, so a network that comes and goes costs
 * no change.
 */
final class Subscription {

    private static final Duration NONE = Duration.ZERO;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI stream;
    private final Supplier<String> tokens;
    private final BackOff backOff;
    private final Pause pause;
    private final Screen screen;
    private String token;
    private String lastId;
    private int failures;
    private boolean renewed;

    /**
     * @param stream the address of the events, with its filters
     * @param tokens gives a fresh one each time
     */
    Subscription(URI stream, Supplier<String> tokens, BackOff backOff, Pause pause, Screen screen) {
        this.stream = stream;
        this.tokens = tokens;
        this.backOff = backOff;
        this.pause = pause;
        this.screen = screen;
        this.token = tokens.get();
    }

    /** What is shown to the nurse. */
    interface Screen {

        /** The record at this path has this version now, and so may its session, where it has one. */
        void changed(String href, int version, String sessionId);

        /** Anything may have changed: read all that is shown again. */
        void readAnew();

        /** False where nobody looks at it any more. */
        boolean isOpen();
    }

    /**
     * Follows until nobody looks any more.
     *
     * @return false where somebody has to sign in: the token is refused, also a fresh one
     */
    boolean follow() throws InterruptedException {
        while (screen.isOpen()) {
            try {
                var answer = http.send(request(), BodyHandlers.ofLines());
                if (!take(answer)) {
                    return false;
                }
            } catch (IOException | UncheckedIOException lost) {
                again(NONE);
            }
        }
        return true;
    }

    private HttpRequest request() {
        var request = HttpRequest.newBuilder(stream)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return request.build();
    }

    /** False where the token is refused for good. */
    private boolean take(HttpResponse<Stream<String>> answer) throws IOException, InterruptedException {
        try (var lines = answer.body()) {
            switch (answer.statusCode()) {
                case 200 -> read(lines.iterator());
                case 401 -> {
                    if (renewed) {
                        return false;
                    }
                    renew();
                }
                case 410 -> {
                    // Away for longer than changes are kept.
                    lastId = null;
                    screen.readAnew();
                }
                default ->
                    again(answer.headers().firstValue("Retry-After").stream()
                            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                            .findFirst()
                            .orElse(NONE));
            }
        }
        return true;
    }

    private void renew() {
        token = tokens.get();
        renewed = true;
    }

    private void again(Duration asked) throws InterruptedException {
        failures++;
        pause.take(backOff.after(failures, asked));
    }

    /** Until the stream ends. A line that is cut off has no empty line behind it, and is read again the next time. */
    private void read(Iterator<String> lines) throws IOException, InterruptedException {
        renewed = false;
        var fields = new HashMap<String, String>();
        while (lines.hasNext() && screen.isOpen()) {
            var line = lines.next();
            if (line.isEmpty()) {
                if (!event(fields)) {
                    return;
                }
                fields.clear();
            } else {
                var colon = line.indexOf(':');
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        if (screen.isOpen()) {
            again(NONE);
        }
    }

    /** False after the last one. */
    private boolean event(Map<String, String> fields) throws IOException, InterruptedException {
        failures = 0;
        var data = fields.containsKey("data") ? JSON.readTree(fields.get("data")) : null;
        var name = fields.getOrDefault("event", "");
        if (name.equals("reset")) {
            screen.readAnew();
        } else if (!name.equals("end") && data != null) {
            screen.changed(
                    data.path("href").asText(),
                    data.path("version").asInt(),
                    data.path("sessionId").asText(null));
        }
        // Only now: what was not shown comes again.
        lastId = fields.getOrDefault("id", lastId);
        if (name.equals("end")) {
            ended(data, fields.get("retry"));
            return false;
        }
        return true;
    }

    private void ended(JsonNode data, String retry) throws InterruptedException {
        if (data.path("reason").asText().startsWith("TOKEN_")) {
            renew();
        } else {
            pause.take(Duration.ofMillis(Long.parseLong(retry)));
        }
    }
}
