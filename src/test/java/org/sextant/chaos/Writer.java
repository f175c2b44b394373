package org.sextant.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.sextant.chaos.ClientLog.Acknowledged;

/**
 * A client that records readings, batches, side effects and items of a tablet, one request after the other. A request whose
 * outcome is unknown is sent again, with the same ids, until the client knows.
 */
final class Writer implements Callable<Void> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 10;
    private static final int SYNC = 5;
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    private static final int LONGEST_WAIT_MS = 400;

    private final Site site;
    private final ClientLog log;
    private final Tally tally;
    private final BooleanSupplier goesOn;
    private final SplittableRandom random;
    private final String name;
    private final List<String> sessions;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(GIVE_UP)
            .build();
    private long records;

    /**
     * @param goesOn asked before each request
     * @param seed of its choices; another one for each writer
     * @param sessions of this writer alone
     */
    Writer(Site site, ClientLog log, Tally tally, BooleanSupplier goesOn, long seed, List<String> sessions) {
        this.site = site;
        this.log = log;
        this.tally = tally;
        this.goesOn = goesOn;
        this.random = new SplittableRandom(seed);
        this.name = Long.toHexString(seed);
        this.sessions = sessions;
    }

    /** Records that go in one request. */
    private record Request(String path, String table, List<Item> items, boolean judgedOneByOne, String body) {}

    private record Item(UUID id, String content, String body) {}

    @Override
    public Void call() throws Exception {
        while (goesOn.getAsBoolean()) {
            var request = next();
            log.sending(request.items().stream().map(Item::id).toList());
            untilKnown(request);
        }
        return null;
    }

    private Request next() {
        var session = sessions.get(random.nextInt(sessions.size()));
        var path = "/v1/sessions/" + session;
        var kind = random.nextInt(100);
        if (kind < 65) {
            var one = vitals("");
            return new Request(path + "/vitals", "vitals", List.of(one), false, one.body());
        }
        if (kind < 75) {
            var one = item("\"onsetAt\": \"%s\", \"effect\": \"NAUSEA\", \"severity\": \"MILD\"", "");
            return new Request(path + "/side-effects", "side_effect", List.of(one), false, one.body());
        }
        return kind < 90
                ? many(path + "/vitals/batch", "readings", BATCH, "")
                : many("/v1/sync", "items", SYNC, "\"type\": \"VITALS\", \"sessionId\": \"" + session + "\", ");
    }

    private Request many(String path, String member, int count, String more) {
        var items = new ArrayList<Item>();
        for (var i = 0; i < count; i++) {
            items.add(vitals(more));
        }
        var body = "{\"" + member + "\": ["
                + String.join(",", items.stream().map(Item::body).toList()) + "]}";
        return new Request(path, "vitals", List.copyOf(items), true, body);
    }

    private Item vitals(String more) {
        return item("\"takenAt\": \"%s\", \"spo2\": 98, \"heartRate\": " + (60 + random.nextInt(30)), more);
    }

    private Item item(String members, String more) {
        var id = new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | (1L << 63));
        var content = name + "-" + records++;
        var at = Site.CHECKED_IN.plusSeconds(60 + random.nextInt(3000));
        return new Item(
                id,
                content,
                "{%s\"id\": \"%s\", \"note\": \"%s\", %s}".formatted(more, id, content, members.formatted(at)));
    }

    private void untilKnown(Request request) throws IOException, InterruptedException {
        for (var known = false; !known; ) {
            var id = UUID.randomUUID().toString();
            try {
                known = isKnown(request, id, send(request, id));
            } catch (IOException unknown) {
                tally.unanswered();
            }
            if (!known) {
                Thread.sleep(50 + random.nextInt(LONGEST_WAIT_MS));
            }
        }
    }

    private HttpResponse<String> send(Request request, String id) throws IOException, InterruptedException {
        var call = HttpRequest.newBuilder(site.address().resolve(request.path()))
                .timeout(GIVE_UP)
                .header("Authorization", "Bearer " + site.token())
                .header("Content-Type", "application/json")
                .header("X-Request-Id", id)
                .POST(BodyPublishers.ofString(request.body()))
                .build();
        var batch = request.judgedOneByOne() ? 1 : 0;
        var began = System.nanoTime();
        tally.batches(batch);
        try {
            var answer = http.send(call, BodyHandlers.ofString());
            tally.answered(answer.statusCode(), Duration.ofNanos(System.nanoTime() - began));
            return answer;
        } finally {
            tally.batches(-batch);
        }
    }

    /** False where the request must be sent again: the whole request, since what is there is not stored twice. */
    private boolean isKnown(Request request, String id, HttpResponse<String> answer) throws IOException {
        var status = answer.statusCode();
        if (status >= 500
                || status == 429
                || answer.headers().firstValue("Retry-After").isPresent()) {
            if (status >= 500 && status != 503) {
                System.out.printf("%s %s: %d %s%n", id, request.path(), status, answer.body());
            }
            return false;
        }
        if (status / 100 != 2) {
            throw new IllegalStateException(request.path() + ": " + status + " " + answer.body());
        }
        if (request.judgedOneByOne()) {
            for (JsonNode result : JSON.readTree(answer.body()).path("results")) {
                if (result.path("status").asInt() >= 400) {
                    if (result.path("status").asInt() >= 500) {
                        return false;
                    }
                    throw new IllegalStateException(request.path() + ": " + answer.body());
                }
            }
        }
        log.acknowledge(request.items().stream()
                .map(item -> new Acknowledged(item.id(), request.table(), item.content(), id))
                .toList());
        tally.acknowledged();
        return true;
    }
}
