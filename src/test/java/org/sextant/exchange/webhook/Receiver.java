package org.sextant.exchange.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A receiver of webhooks: answers the challenge, keeps what it gets, and otherwise answers as a test says. */
final class Receiver implements AutoCloseable {

    private static final long HELD_NANOS = 2_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean keeps = true;
    private volatile Behaviour behaviour = (exchange, call) -> answer(exchange, 204, "");

    /** One call that came in. */
    record Call(Map<String, List<String>> headers, String text) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElseThrow();
        }

        String id() {
            return header("webhook-id");
        }

        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (IOException unreadable) {
                throw new AssertionError(text, unreadable);
            }
        }

        String type() {
            return body().path("type").asText();
        }

        /** The id of the record. */
        String record() {
            return body().at("/data/id").asText();
        }
    }

    /** How a call is answered that is not the challenge. */
    interface Behaviour {
        void answer(HttpExchange exchange, Call call) throws IOException;
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try {
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var call = new Call(exchange.getRequestHeaders(), text);
            count();
            if (call.type().equals("webhook.verification")) {
                answer(exchange, 200, text);
            } else {
                if (keeps) {
                    calls.add(call);
                }
                behaviour.answer(exchange, call);
            }
        } finally {
            exchange.close();
        }
    }

    /** Before the answer: the next call may come as soon as that is sent. */
    private void count() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        LockSupport.parkNanos(HELD_NANOS);
        running.decrementAndGet();
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    Receiver answering(Behaviour next) {
        behaviour = next;
        return this;
    }

    /** Keeps no calls, where there are many. */
    Receiver forgetting() {
        keeps = false;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Call> calls() {
        return calls;
    }

    /** How many requests came in, whatever they were. */
    int requests() {
        return requests.get();
    }

    /** The most calls that ran at a time. */
    int most() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
