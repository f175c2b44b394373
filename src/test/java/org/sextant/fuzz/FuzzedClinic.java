package org.sextant.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.sextant.Replicas;
import org.sextant.fuzz.Wire.Answer;
import org.sextant.identity.Role;

/** A clinic of its own, with a small chart, that messages are sent to; and what came of them. For one thread. */
final class FuzzedClinic implements Closeable {

    private static final int MOST_TRIES = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UUID id = UUID.randomUUID();
    private final Chart chart;
    private final Wire wire;
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * A call of a known caller.
     *
     * @param status of the answer; 0 where the caller left, or was left, without one
     * @param wasRead false where the answer has another request id, because the head could not be read
     */
    record Call(int status, boolean wasRead, String head, Framing framing) {}

    FuzzedClinic(Replicas replicas, int replica, long seed) throws IOException {
        chart = new Chart(seed);
        var address = replicas.address(replica);
        wire = new Wire(address);
        given.put("host:", address.getAuthority());
        Role.ALL.forEach(role -> given.put("token:" + role, replicas.token(id, role)));
        var stored = exchange(new Message("""
                POST /v1/imports HTTP/1.1
                Host: {{host:}}
                X-Request-Id: {{request:}}
                Authorization: Bearer {{token:PRESCRIBER}}
                Content-Type: application/x-ndjson
                """, String.join("\n", chart.lines()), Framing.LENGTH));
        assertThat(stored.text().lines()).isNotEmpty().allMatch(line -> line.contains("\"CREATED\""));
    }

    Chart chart() {
        return chart;
    }

    UUID id() {
        return id;
    }

    /**
     * Sends a message, and holds the answer to what the contract says of the operation. What a busy machine refuses for
     * now is sent again, as the refusal says; what is refused each time is a fault.
     */
    void send(ContractOperation operation, Message message) {
        try {
            var answer = patiently(message);
            AnswerCheck.flaw(operation, message, answer).ifPresent(flaw -> found(flaw, operation, message, answer));
            learn(operation, answer);
        } catch (IOException | RuntimeException failure) {
            throw new IllegalStateException(message.toFile(), failure);
        }
    }

    private Answer patiently(Message message) throws IOException {
        var answer = exchange(message);
        for (var tries = 1; isRefusedForNow(answer) && tries < MOST_TRIES; tries++) {
            pause();
            answer = exchange(message);
        }
        return answer;
    }

    private static boolean isRefusedForNow(Answer answer) {
        return answer.status() == 503 && answer.headers().containsKey("retry-after");
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void found(String flaw, ContractOperation operation, Message message, Answer answer) {
        findings.add("%s: %s%n%s%n--- answer: %d %s%n"
                .formatted(operation, flaw, message.toFile(), answer.status(), answer.text()));
    }

    private Answer exchange(Message message) throws IOException {
        var request = UUID.randomUUID().toString();
        given.put("request:", request);
        var head = Message.lines(chart.fill(message.head(), given));
        var body = chart.fill(message.body(), given).getBytes(StandardCharsets.ISO_8859_1);
        var answer = wire.exchange(message.framing(), head, body);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (message.isOfAKnownCaller()) {
            var wasRead =
                    answer.status() == 0 || request.equals(answer.headers().get("x-request-id"));
            calls.put(request, new Call(answer.status(), wasRead, message.head(), message.framing()));
        }
        return answer;
    }

    private void learn(ContractOperation operation, Answer answer) throws JsonProcessingException {
        if (answer.status() / 100 != 2 || !answer.contentType().startsWith("application/json")) {
            return;
        }
        var shown = JSON.readTree(answer.text());
        var segments = operation.path().split("/", -1);
        var kind = segments[segments.length - 1];
        if (answer.status() == 201) {
            learn(kind, shown);
        }
        var items = shown.path("items");
        for (var i = 0; i < Math.min(2, items.size()); i++) {
            learn(kind, items.get(i));
        }
        if (answer.headers().containsKey("etag")) {
            chart.learnVersion(shown.path("id").asText(), answer.headers().get("etag"));
        }
    }

    private void learn(String kind, JsonNode record) {
        var name = record.path("id").asText(record.path("code").asText());
        if (!name.isEmpty()) {
            chart.learn(kind, name);
        }
    }

    /** The calls of known callers, by the id of the request. */
    Map<String, Call> calls() {
        return calls;
    }

    /** How often each status was answered; 0 for no answer. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
