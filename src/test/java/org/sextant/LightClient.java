package org.sextant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * A caller for tests that sweep over roles, routes and clinics, on connections that stay open. It only brings the answer;
 * whether one keeps the contract is looked at where {@link Api} calls, in the tests of each feature.
 *
 * <p>Each method answers a changed copy, so that a caller can be shared.
 *
 * @param headers by name
 * @param query as it stands in the address; empty where there is none
 * @param body null where none is sent
 */
public record LightClient(Map<String, String> headers, String query, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Only so that a service that hangs ends the build; a slow one does not come near it. */
    private static final Duration GIVE_UP = Duration.ofMinutes(2);

    private static volatile Consumer<Answer> follower = answer -> {};

    /** What was answered. */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** The body as it was sent; a missing node where there is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException unreadable) {
                throw new AssertionError(body, unreadable);
            }
        }

        /** The id of what was made, or is shown. */
        public String id() {
            return json().path("id").asText();
        }

        /** True where it is a problem document of this kind. */
        public boolean isProblem(int itsStatus, String slug) {
            return status == itsStatus
                    && headers.firstValue("Content-Type").orElse("").equals("application/problem+json")
                    && body.contains("\"type\":\"/problems/" + slug + "\"")
                    && body.contains("\"status\":" + itsStatus);
        }
    }

    /** Shows each answer to a test that follows all calls, until the test gives another follower. */
    public static void follow(Consumer<Answer> next) {
        follower = next;
    }

    /** Somebody without a token, who sends JSON. */
    public static LightClient anybody() {
        return new LightClient(Map.of("Content-Type", "application/json"), "", null);
    }

    /** Whoever has this token. */
    public static LightClient with(String token) {
        return anybody().header("Authorization", "Bearer " + token);
    }

    /** Someone with this role in the first demo clinic. */
    public static LightClient as(String role) {
        return with(Api.token(role));
    }

    /** Someone with this role in another clinic. */
    public static LightClient elsewhereAs(String role) {
        return with(Api.elsewhereToken(role));
    }

    public LightClient header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new LightClient(Map.copyOf(more), query, body);
    }

    public LightClient query(String name, String value) {
        var one = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new LightClient(headers, query.isEmpty() ? one : query + "&" + one, body);
    }

    public LightClient body(String text) {
        return new LightClient(headers, query, text);
    }

    /** Sends it, and waits for the whole answer. */
    public Answer send(String method, String path) {
        var address =
                "%s:%d%s%s".formatted(RestAssured.baseURI, RestAssured.port, path, query.isEmpty() ? "" : "?" + query);
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(GIVE_UP).method(method, publisher());
        headers.forEach(request::header);
        try {
            var response = HTTP.send(request.build(), LightClient::body);
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            follower.accept(answer);
            return answer;
        } catch (IOException failure) {
            throw new AssertionError(method + " " + path + " was not answered", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path + " was interrupted", stopped);
        }
    }

    /** The whole body as text; nothing of a stream of events, which does not end. */
    private static BodySubscriber<String> body(ResponseInfo head) {
        return head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                ? new NoBody()
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** Leaves at once. */
    private static final class NoBody implements BodySubscriber<String> {

        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> piece) {
            // Nothing was asked for.
        }

        @Override
        public void onError(Throwable failure) {
            // The answer was its head.
        }

        @Override
        public void onComplete() {
            // The answer was its head.
        }
    }

    public Answer get(String path) {
        return send("GET", path);
    }

    public Answer post(String path) {
        return send("POST", path);
    }

    private BodyPublisher publisher() {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }
}
