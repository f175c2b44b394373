package org.sextant.tablet;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between tablets and servers that does what bad networks do to requests. Which fault meets which request is
 * drawn from a shuffled deck with a known number of each; once it is used up, the network is good.
 */
final class BadWifi implements AutoCloseable {

    private static final int LONGEST_DELAY_MS = 100;

    /** What may happen to a request. */
    enum Fault {
        NONE,
        /** It never arrives. */
        LOST,
        /** It is carried out, and the connection ends before the answer. */
        ANSWER_LOST,
        /** It is carried out, and the connection ends within the answer. */
        ANSWER_TORN,
        DELAYED,
        /** It arrives a second time, after its answer. */
        DOUBLED,
        /** A later one arrives before it. */
        OVERTAKEN
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(32));
    private final List<URI> servers;
    private final Deque<Fault> deck;
    private final Random random;
    private final HttpServer server;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private final Map<Fault, Integer> happened = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private int requests;

    /**
     * A network to these servers, used in turn.
     *
     * @param faults how many of each
     */
    BadWifi(List<URI> servers, Map<Fault, Integer> faults, long seed) {
        this.servers = servers;
        random = new Random(seed);
        var cards = new ArrayList<Fault>();
        faults.forEach((fault, count) -> cards.addAll(Collections.nCopies(count, fault)));
        Collections.shuffle(cards, random);
        deck = new ArrayDeque<>(cards);
        server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** How often a fault has happened. */
    int happened(Fault fault) {
        return happened.getOrDefault(fault, 0);
    }

    /** The one thread of {@link #vertx} runs this, so requests are dealt with one after the other. */
    private void receive(HttpServerRequest request) {
        var fault = deck.isEmpty() ? Fault.NONE : deck.pop();
        happened.merge(fault, 1, Integer::sum);
        if (fault == Fault.LOST) {
            cut(request);
            return;
        }
        var to = servers.get(requests++ % servers.size());
        request.body().onSuccess(body -> {
            switch (fault) {
                case LOST -> throw new IllegalStateException("Cut before");
                case NONE, ANSWER_LOST, ANSWER_TORN -> exchange(request, body, to, fault);
                case DELAYED -> vertx.setTimer(delay(), timer -> exchange(request, body, to, fault));
                case DOUBLED ->
                    exchange(request, body, to, fault)
                            .onComplete(first -> vertx.setTimer(delay(), timer -> forward(request, body, to)));
                case OVERTAKEN -> hold(() -> exchange(request, body, to, fault));
            }
        });
    }

    /** What a server has answered. */
    private record Answer(int status, MultiMap headers, Buffer body) {}

    private Future<Void> exchange(HttpServerRequest request, Buffer body, URI to, Fault fault) {
        return forward(request, body, to)
                .compose(answer -> switch (fault) {
                    case ANSWER_LOST -> cut(request);
                    case ANSWER_TORN -> tear(request, answer);
                    case NONE, LOST, DELAYED, DOUBLED, OVERTAKEN -> {
                        release();
                        yield reply(request, answer).end(answer.body());
                    }
                })
                .onFailure(failure -> cut(request));
    }

    private Future<Answer> forward(HttpServerRequest request, Buffer body, URI to) {
        underWay.incrementAndGet();
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(to.getHost())
                .setPort(to.getPort())
                .setURI(request.uri());
        return client.request(options)
                .compose(onward -> {
                    onward.headers().addAll(request.headers()).remove(HttpHeaders.HOST);
                    return onward.send(body);
                })
                .compose(answer ->
                        answer.body().map(content -> new Answer(answer.statusCode(), answer.headers(), content)))
                .onComplete(any -> underWay.decrementAndGet());
    }

    private static HttpServerResponse reply(HttpServerRequest request, Answer answer) {
        var reply = request.response().setStatusCode(answer.status());
        reply.headers()
                .addAll(answer.headers())
                .set(HttpHeaders.CONTENT_LENGTH, String.valueOf(answer.body().length()))
                .remove(HttpHeaders.TRANSFER_ENCODING);
        return reply;
    }

    private static Future<Void> tear(HttpServerRequest request, Answer answer) {
        var half = answer.body().slice(0, answer.body().length() / 2);
        return reply(request, answer).write(half).compose(written -> cut(request));
    }

    private static Future<Void> cut(HttpServerRequest request) {
        return request.connection().close();
    }

    /** Until another request has been answered; where there is none, for a while. */
    private void hold(Runnable exchange) {
        held.add(exchange);
        vertx.setTimer(LONGEST_DELAY_MS, timer -> {
            if (held.remove(exchange)) {
                exchange.run();
            }
        });
    }

    private void release() {
        var exchange = held.poll();
        if (exchange != null) {
            exchange.run();
        }
    }

    private int delay() {
        return random.nextInt(1, LONGEST_DELAY_MS + 1);
    }

    /** Waits for what is still under way, and ends. */
    @Override
    public void close() throws InterruptedException {
        do {
            Thread.sleep(2 * LONGEST_DELAY_MS);
        } while (underWay.get() > 0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
