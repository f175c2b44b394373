package org.sextant.tablet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a test tells it, one answer a request, and keeps the requests. */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedServer() throws IOException {
        server.createContext("/", this::handle);
        server.start();
    }

    private record Answer(int status, String body, String header, String value) {}

    record Request(
            String path,
            String token,
            String deviceTime,
            String key,
            String ifMatch,
            String lastEventId,
            String body) {}

    ScriptedServer answering(int status, String body) {
        return answering(status, body, "X-None", "none");
    }

    ScriptedServer answering(int status, String body, String header, String value) {
        script.add(new Answer(status, body, header, value));
        return this;
    }

    /** Ends the connection without an answer. */
    ScriptedServer cutting() {
        return answering(0, "");
    }

    List<Request> requests() {
        return requests;
    }

    boolean scriptIsUsedUp() {
        return script.isEmpty();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Device-Time"),
                    headers.getFirst("Idempotency-Key"),
                    headers.getFirst("If-Match"),
                    headers.getFirst("Last-Event-ID"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var answer = script.remove();
            if (answer.status() > 0) {
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set(answer.header(), answer.value());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
