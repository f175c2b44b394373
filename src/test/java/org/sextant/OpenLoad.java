package org.sextant;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.sextant.Callers.Call;

/**
 * Sends requests at a steady rate, however slowly the answers come, and counts the answers. Only to this machine, and
 * never more than {@link #MOST_OPEN} at a time.
 */
final class OpenLoad implements AutoCloseable {

    private static final int MOST_OPEN = 3_000;
    private static final int TICK_MS = 10;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(600).setKeepAliveTimeout(30).setConnectTimeout(20_000));
    private final URI service;
    private final Map<String, String> tokens;
    private final List<Kind> kinds = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    /** @param tokens the token of each role */
    OpenLoad(URI service, Map<String, String> tokens) {
        if (!service.getHost().equals("127.0.0.1")) {
            throw new IllegalArgumentException("Only this machine");
        }
        this.service = service;
        this.tokens = tokens;
    }

    /** Requests of one kind: so many of each ten. */
    private record Kind(String name, int ofTen, IntFunction<Call> call) {}

    /** What became of the requests of one kind. */
    static final class Outcome {

        private final Map<String, Integer> statuses = new LinkedHashMap<>();
        private final List<Long> goodMs = new ArrayList<>();
        private int sent;

        private synchronized void add(String status, long ms) {
            statuses.merge(status, 1, Integer::sum);
            if (status.startsWith("2")) {
                goodMs.add(ms);
            }
        }

        synchronized int good() {
            return goodMs.size();
        }

        synchronized int sent() {
            return sent;
        }

        /** How many had this status; 503 only with Retry-After, and "-" where there was no answer. */
        synchronized int count(String status) {
            return statuses.getOrDefault(status, 0);
        }

        /** All that were neither 2xx nor 429 nor 503 with Retry-After. */
        synchronized int odd() {
            return statuses.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("2"))
                    .filter(entry -> !List.of("429", "503").contains(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        synchronized long percentile(double share) {
            var sorted = goodMs.stream().sorted().toList();
            return sorted.isEmpty() ? -1 : sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
        }

        @Override
        public synchronized String toString() {
            return "sent %6d  2xx %6d  p50 %5d ms  p99 %5d ms  %s"
                    .formatted(sent, goodMs.size(), percentile(0.5), percentile(0.99), statuses);
        }
    }

    OpenLoad kind(String name, int ofTen, IntFunction<Call> call) {
        kinds.add(new Kind(name, ofTen, call));
        return this;
    }

    /** Sends so many a second for so long, and waits for all answers. */
    Map<String, Outcome> run(double perSecond, Duration time) throws InterruptedException {
        var outcomes = new LinkedHashMap<String, Outcome>();
        kinds.forEach(kind -> outcomes.put(kind.name(), new Outcome()));
        var begun = System.nanoTime();
        var number = 0;
        while (System.nanoTime() - begun < time.toNanos()) {
            var due = (int) ((System.nanoTime() - begun) * perSecond / 1e9);
            for (; number < due; number++) {
                var kind = kindOf(number);
                send(kind.call().apply(number), outcomes.get(kind.name()));
            }
            Thread.sleep(TICK_MS);
        }
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (open.get() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(TICK_MS);
        }
        return outcomes;
    }

    /** The good answers a second of so many callers, each of whom waits for the answer before the next request. */
    double peak(int callers, Duration time) throws InterruptedException {
        var outcomes = new Outcome();
        var end = System.nanoTime() + time.toNanos();
        var number = new AtomicInteger();
        var done = new CountDownLatch(callers);
        for (var caller = 0; caller < callers; caller++) {
            again(number, end, outcomes, done);
        }
        done.await(3, TimeUnit.MINUTES);
        return outcomes.good() / (time.toMillis() / 1e3);
    }

    private void again(AtomicInteger number, long end, Outcome outcome, CountDownLatch done) {
        if (System.nanoTime() > end) {
            done.countDown();
            return;
        }
        var next = number.getAndIncrement();
        send(kindOf(next).call().apply(next), outcome, () -> again(number, end, outcome, done));
    }

    private Kind kindOf(int number) {
        var place = number * 7 % 10;
        for (var kind : kinds) {
            place -= kind.ofTen();
            if (place < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("The kinds are not ten of ten");
    }

    private void send(Call call, Outcome outcome) {
        send(call, outcome, () -> {});
    }

    private void send(Call call, Outcome outcome, Runnable after) {
        synchronized (outcome) {
            outcome.sent++;
        }
        if (open.get() >= MOST_OPEN) {
            outcome.add("unsent", 0);
            after.run();
            return;
        }
        open.incrementAndGet();
        var begun = System.nanoTime();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI(call.path())
                .setTimeout(60_000)
                .putHeader("Authorization", "Bearer " + tokens.get(call.role()));
        if (!call.body().isEmpty()) {
            options.putHeader("Content-Type", "application/json");
        }
        client.request(options)
                .compose(request -> sent(request, call))
                .compose(answer -> answer.body().map(body -> status(answer)))
                .onComplete(result -> {
                    open.decrementAndGet();
                    outcome.add(
                            result.succeeded() ? result.result() : "-",
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                    after.run();
                });
    }

    private static io.vertx.core.Future<HttpClientResponse> sent(HttpClientRequest request, Call call) {
        return call.body().isEmpty() ? request.send() : request.send(Buffer.buffer(call.body()));
    }

    private static String status(HttpClientResponse answer) {
        var hasTime = answer.getHeader("Retry-After") != null;
        return answer.statusCode() == 503 && !hasTime ? "503 without a time" : String.valueOf(answer.statusCode());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
