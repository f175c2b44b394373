package org.sextant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers of two replicas at one moment, each on a connection that stays open. */
public final class Callers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_TRIES = 120;

    /** Who was sent away together does not come back together, or they would only be in each other's way again. */
    private static final int SPREAD_MS = 500;

    private final Replicas replicas;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Callers(Replicas replicas) {
        this.replicas = replicas;
    }

    /** What somebody asks for. */
    public record Call(String role, String method, String path, String body, Map<String, String> headers) {

        public static Call get(String role, String path) {
            return new Call(role, "GET", path, "", Map.of());
        }

        public static Call post(String role, String path, String body) {
            return new Call(role, "POST", path, body, Map.of());
        }

        /** The same with one more header. */
        public Call with(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Call(role, method, path, body, Map.copyOf(more));
        }
    }

    /** What was answered. */
    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode body() {
            try {
                return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException(response.body(), unreadable);
            }
        }

        public String text(String pointer) {
            return body().at(pointer).asText();
        }

        public String problem() {
            return text("/type");
        }

        @Override
        public String toString() {
            return status + " " + response.body();
        }

        /** True where an earlier request had done it. */
        public boolean replayed() {
            return response.headers()
                    .firstValue("Idempotent-Replayed")
                    .orElse("")
                    .equals("true");
        }

        /** True where the server asks to come again: too busy, or the same request is still running. */
        boolean asksToComeAgain() {
            return response.headers().firstValue("Retry-After").isPresent();
        }
    }

    /** Lets so many call at one moment, every second one the other replica, and waits for all answers. */
    public List<Answer> race(int callers, IntFunction<Call> call) {
        var running = IntStream.range(0, callers)
                .mapToObj(caller -> send(call.apply(caller), caller, MOST_TRIES))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** One call, of the replica with this number. */
    public Answer call(Call call, int replica) {
        return send(call, replica, MOST_TRIES).join();
    }

    /** The body of a call that succeeds. */
    public JsonNode done(Call call) {
        return succeeded(call, call(call, 0)).body();
    }

    /** The bodies of many calls that succeed, a few at a time. */
    public List<JsonNode> allDone(List<Call> calls) {
        var bodies = new ArrayList<JsonNode>();
        for (var from = 0; from < calls.size(); from += MOST_AT_ONCE) {
            var some = calls.subList(from, Math.min(from + MOST_AT_ONCE, calls.size()));
            var answers = race(some.size(), some::get);
            for (var i = 0; i < some.size(); i++) {
                bodies.add(succeeded(some.get(i), answers.get(i)).body());
            }
        }
        return bodies;
    }

    private static Answer succeeded(Call call, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("%s %s: %d %s"
                    .formatted(
                            call.method(),
                            call.path(),
                            answer.status(),
                            answer.response().body()));
        }
        return answer;
    }

    private CompletableFuture<Answer> send(Call call, int replica, int tries) {
        return http.sendAsync(request(call, replica), BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response))
                .thenCompose(answer -> answer.asksToComeAgain() && tries > 1
                        ? sendLater(call, replica, tries - 1)
                        : CompletableFuture.completedFuture(answer));
    }

    private CompletableFuture<Answer> sendLater(Call call, int replica, int tries) {
        var wait = 1000 + ThreadLocalRandom.current().nextInt(SPREAD_MS);
        var later = CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(() -> {}, later).thenCompose(past -> send(call, replica, tries));
    }

    private HttpRequest request(Call call, int replica) {
        var request = HttpRequest.newBuilder(replicas.address(replica).resolve(call.path()))
                .method(call.method(), BodyPublishers.ofString(call.body()))
                .header("Authorization", "Bearer " + replicas.token(call.role()));
        if (!call.body().isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        call.headers().forEach(request::header);
        return request.build();
    }
}
