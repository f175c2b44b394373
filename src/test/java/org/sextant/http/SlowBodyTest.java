package org.sextant.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.ShortBodyTimeout;
import org.sextant.SlowClient;

/** Bodies that do not arrive in time end, and no other body does. */
@QuarkusTest
@TestProfile(ShortBodyTimeout.class)
class SlowBodyTest {

    @TestHTTPResource("/")
    URI service;

    @ConfigProperty(name = "sextant.http.body-timeout")
    Duration limit;

    @AfterEach
    void theServiceStillAnswers() {
        as(NURSE).get("/v1/patients").then().statusCode(200);
    }

    /** Ten times as many requests as workers, and each worker waits for the database longer than a body may take. */
    @Test
    void aWholeBodyWaitsForAWorkerForAsLongAsItTakes() throws Exception {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers;
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE patient IN EXCLUSIVE MODE");
            answers = IntStream.range(0, 10 * ShortBodyTimeout.WORKERS)
                    .mapToObj(number -> client.sendAsync(registration(number), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            untilEachWorkerWaits();
            // Longer than the limit: the others wait for a worker meanwhile.
            Thread.sleep(limit.plusMillis(500).toMillis());
            owner.commit();
        }

        // 503 where a busy machine kept the table locked for longer than a statement waits.
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode())
                        .as(answer.join().body())
                        .isIn(201, 503));
        assertThat(answers)
                .anySatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(201));
    }

    /** More of them than workers: no worker is needed to end a body for which another one waits. */
    @Test
    void aBodyThatDoesNotArriveIsRefusedAndItsConnectionClosed() {
        var plain = "Content-Length: 1000";
        var chunked = "Transfer-Encoding: chunked";
        var slow = Stream.of(
                        slow(plain, "", " "),
                        slow(plain, "", " "),
                        slow(chunked, "", "1\r\n \r\n"),
                        slow(chunked, "", "1\r\n \r\n"),
                        slow(plain, "", ""),
                        slow(chunked, "", ""),
                        slow(plain, "{\"mrn\": ", ""),
                        slow(chunked, "8\r\n{\"mrn\": \r\n", ""))
                .toList();

        assertThat(slow)
                .hasSizeGreaterThan(ShortBodyTimeout.WORKERS)
                .allSatisfy(one -> assertThat(one.join())
                        .startsWith("HTTP/1.1 408 ")
                        .containsIgnoringCase("\r\nconnection: close\r\n")
                        .containsIgnoringCase("\r\ncontent-type: application/problem+json")
                        .contains("\"type\":\"/problems/request-timeout\""));
    }

    @Test
    void aBodyThatDoesNotArriveIsInTheTrail() throws Exception {
        var request = "slow-" + UUID.randomUUID();
        var begun = System.nanoTime();
        try (var client = new SlowClient(service)) {
            client.send(head("POST /v1/patients", COORDINATOR, "Content-Length: 9\r\nX-Request-Id: " + request));
            client.sendUntilCutOff("");
            assertThat(client.answer()).startsWith("HTTP/1.1 408 ");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(limit);
        assertThat(Database.number(
                        "SELECT count(*) FROM call_log WHERE request_id = ? AND status = 408 AND action = 'POST /v1/patients'",
                        request))
                .isEqualTo(1);
    }

    /** Who is refused before the body has come is answered at once, and may not keep the connection by dripping on. */
    @Test
    void whatNobodyReadsAfterARefusalEnds() {
        var some = "Content-Length: 1000";
        var refused = Stream.of(
                        refused(401, head("POST /v1/patients", null, some), " "),
                        refused(401, head("POST /v1/imports", null, some), " "),
                        refused(403, head("POST /v1/patients", ANALYST, some), " "),
                        refused(404, head("POST /v1/nothing", COORDINATOR, some), " "),
                        refused(405, head("DELETE /v1/patients", COORDINATOR, some), " "),
                        refused(
                                415,
                                head("POST /v1/patients", COORDINATOR, some + "\r\nContent-Type: application/xml"),
                                " "),
                        refused(400, head("POST /v1/patients/", COORDINATOR, some), " "),
                        refused(400, head("POST /v1/patients", COORDINATOR, some) + "} is no JSON", " "),
                        refused(413, head("POST /v1/patients", COORDINATOR, "Content-Length: 2000000"), " "),
                        refused(413, head("POST /v1/patients", COORDINATOR, "Content-Length: 20000000"), " "),
                        refused(401, head("POST /v1/patients", null, "Transfer-Encoding: chunked"), "1\r\n \r\n"),
                        refused(401, head("POST /v1/patients", null, some), ""))
                .toList();

        assertThat(refused).allSatisfy(CompletableFuture::join);
    }

    /** It sends all of the body before it looks for the answer, as many clients do. */
    @Test
    void aRefusedClientMaySendOnAndKeepsItsConnection() throws Exception {
        // More than is taken in before somebody reads.
        var half = " ".repeat(500_000);
        try (var client = new SlowClient(service)) {
            client.send(head("POST /v1/patients", ANALYST, "Content-Length: " + 2 * half.length()) + half);
            client.readUntil("/problems/forbidden");
            client.send(half);
            client.readFor(limit.plusMillis(500));
            assertThat(client.isCutOff()).isFalse();
            client.forget();

            client.send(head("GET /v1/protocols", NURSE, "Accept: application/json"));
            client.readUntil("iv-ketamine-0.5");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    private HttpRequest registration(int number) {
        var patient = """
                {"mrn": "%s", "name": {"family": "Waits", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID());
        // Some are longer than what is taken in before somebody reads.
        var body = number % 2 == 0 ? patient : patient + " ".repeat(300_000);
        return HttpRequest.newBuilder(service.resolve("/v1/patients"))
                .header("Authorization", "Bearer " + Api.token(COORDINATOR))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void untilEachWorkerWaits() throws Exception {
        var waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'patient'::regclass AND NOT granted";
        for (var tries = 0; Database.number(waiting) < ShortBodyTimeout.WORKERS; tries++) {
            assertThat(tries).as("workers that wait").isLessThan(600);
            Thread.sleep(20);
        }
    }

    /** What one is answered who begins a body so, and then sends a piece again and again, before it is cut off. */
    private CompletableFuture<String> slow(String framing, String begins, String drip) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var client = new SlowClient(service)) {
                        client.send(head("POST /v1/patients", COORDINATOR, framing) + begins);
                        client.sendUntilCutOff(drip);
                        return client.answer();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                client -> new Thread(client).start());
    }

    private CompletableFuture<Void> refused(int status, String request, String drip) {
        return CompletableFuture.runAsync(
                () -> {
                    try (var client = new SlowClient(service)) {
                        client.send(request);
                        client.readUntil("HTTP/1.1 " + status + " ");
                        client.sendUntilCutOff(drip);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                client -> new Thread(client).start());
    }

    private static String head(String line, String role, String more) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n"
                + (role == null ? "" : "Authorization: Bearer " + Api.token(role) + "\r\n")
                + (more.contains("Content-Type") ? "" : "Content-Type: application/json\r\n")
                + more + "\r\n\r\n";
    }
}
