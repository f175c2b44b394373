package org.sextant.exchange.webhook.sending;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.sextant.exchange.webhook.sending.AddressGuard.Forbidden;
import org.sextant.exchange.webhook.sending.AddressGuard.Target;

/** Calls receivers: to the checked address, in the name of the host, without following where an answer points. */
@ApplicationScoped
class WebhookClient {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int CONNECT_MS = 5000;
    private static final int MOST_READ = 64 * 1024;
    private static final int KEPT_SECONDS = 10;
    private static final int OF_AN_ADDRESS = 64;
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private final AddressGuard guard;
    private final HttpClient http;

    WebhookClient(AddressGuard guard, Vertx vertx) {
        this.guard = guard;
        // Without trust options Vert.x uses the certificates that the JVM trusts.
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_MS)
                        .setKeepAliveTimeout(KEPT_SECONDS)
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(OF_AN_ADDRESS));
    }

    /** Sends a POST; the result is a {@link Reply} whatever happens. Looks the name up on the calling thread. */
    CompletableFuture<Reply> post(String url, Map<String, String> headers, String body) {
        var began = System.nanoTime();
        Target target;
        try {
            target = guard.target(url);
        } catch (Forbidden forbidden) {
            return CompletableFuture.completedFuture(failed(Reply.Fault.FORBIDDEN_ADDRESS, began));
        } catch (UnknownHostException unknown) {
            return CompletableFuture.completedFuture(failed(Reply.Fault.NETWORK, began));
        }
        var call = new Call(began);
        http.request(options(target, headers)).onComplete(opened -> {
            if (opened.failed()) {
                call.result.completeExceptionally(opened.cause());
            } else {
                call.send(opened.result(), body);
            }
        });
        return call.result
                .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((reply, failure) -> call.leave())
                .exceptionally(failure -> failed(kind(failure), began));
    }

    private static RequestOptions options(Target target, Map<String, String> headers) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.path())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return options;
    }

    private static Reply failed(Reply.Fault error, long began) {
        return new Reply(null, error, Duration.ZERO, "", milliseconds(began));
    }

    private static int milliseconds(long began) {
        return Math.toIntExact(Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private static Reply.Fault kind(Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(cause -> !(cause instanceof CompletionException))
                .toList();
        if (causes.stream().anyMatch(TimeoutException.class::isInstance)
                || causes.stream()
                        .anyMatch(cause -> cause.getClass().getSimpleName().contains("Timeout"))) {
            return Reply.Fault.TIMEOUT;
        }
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return Reply.Fault.TLS;
        }
        return causes.stream().anyMatch(ConnectException.class::isInstance) ? Reply.Fault.REFUSED : Reply.Fault.NETWORK;
    }

    /** One call under way. */
    private static final class Call {

        private final long began;
        private final CompletableFuture<Reply> result = new CompletableFuture<>();
        private volatile HttpClientRequest request;
        private volatile boolean complete;

        Call(long began) {
            this.began = began;
        }

        void send(HttpClientRequest opened, String body) {
            request = opened;
            opened.response().onComplete(answered -> {
                if (answered.failed()) {
                    result.completeExceptionally(answered.cause());
                } else {
                    read(answered.result());
                }
            });
            opened.exceptionHandler(result::completeExceptionally);
            opened.end(Buffer.buffer(body));
        }

        /** Reads the beginning of the answer; the rest of a long one is not read, and its connection is closed. */
        private void read(HttpClientResponse response) {
            var body = Buffer.buffer();
            response.handler(piece -> {
                if (body.length() < MOST_READ) {
                    body.appendBuffer(piece, 0, Math.min(piece.length(), MOST_READ - body.length()));
                }
                if (body.length() >= MOST_READ) {
                    finish(response, body);
                }
            });
            response.exceptionHandler(result::completeExceptionally);
            response.endHandler(end -> {
                complete = true;
                finish(response, body);
            });
        }

        private void finish(HttpClientResponse response, Buffer body) {
            result.complete(new Reply(
                    response.statusCode(),
                    null,
                    retryAfter(response.getHeader("Retry-After")),
                    body.toString(),
                    milliseconds(began)));
        }

        /** Closes the connection of a call that has not ended by itself. */
        void leave() {
            var sent = request;
            if (sent != null && !complete) {
                sent.reset();
            }
        }
    }

    /** Of seconds alone: a date would have to be compared with the receiver's clock. */
    static Duration retryAfter(String header) {
        if (header == null || !header.strip().matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        var asked = Duration.ofSeconds(Long.parseLong(header.strip()));
        return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    }
}
