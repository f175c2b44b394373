package org.sextant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.synthetic.SyntheticClinic;

/**
 * Bodies that do not arrive in time end, and no other body does. In a service of its own, in which a body has little time
 * and few workers read: elsewhere a busy machine may take longer than that to send a healthy body.
 */
class SlowBodyIT {

    private static final int WORKERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** How often a client may be late before the machine is held to be too slow for these tests. */
    private static final int TRIES = 10;

    /** After so many lines of an import they are stored, and the verdicts sent. */
    private static final int CHUNK = 500;

    @TempDir
    static Path directory;

    private static Replicas service;

    @BeforeAll
    static void start() throws IOException {
        service = Replicas.start(
                directory,
                1,
                Map.of(
                        "SEXTANT_HTTP_BODY_TIMEOUT", LIMIT.toString(),
                        "SEXTANT_HTTP_CLEARTEXT_HTTP2", "true",
                        "SEXTANT_IMPORTS_AT_ONCE", String.valueOf(WORKERS - 2),
                        "SEXTANT_HTTP_HEAD_TIMEOUT", LIMIT.toString(),
                        "QUARKUS_THREAD_POOL_MAX_THREADS", String.valueOf(WORKERS)));
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    @AfterEach
    void theServiceStillAnswersAndHasNoFaultToTell() {
        service.as(NURSE, 0).get("/v1/patients").then().statusCode(200);
        assertThat(service.outputOf(0)).doesNotContain("Uncaught exception");
    }

    /** Ten times as many requests as workers, and each worker waits for the database longer than a body may take. */
    @Test
    void aWholeBodyWaitsForAWorkerForAsLongAsItTakes() throws Exception {
        var clients = new ArrayList<SlowClient>();
        try (var owner = service.asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE patient IN EXCLUSIVE MODE");
            for (var number = 0; number < 10 * WORKERS; number++) {
                var client = new SlowClient(service.address(0));
                clients.add(client);
                // The network holds what the service does not take in yet.
                client.send(registration(number));
            }
            untilEachWorkerWaits();
            // Longer than the limit: the others wait for a worker meanwhile.
            Thread.sleep(LIMIT.plusMillis(500).toMillis());
            owner.commit();
            for (var client : clients) {
                client.readUntil("\r\n\r\n");
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }

        // 503 where a busy machine kept the table locked for longer than a statement waits.
        assertThat(clients)
                .filteredOn(client -> client.longestGap().compareTo(LIMIT) < 0)
                .allSatisfy(client -> assertThat(client.answer()).containsPattern("^HTTP/1.1 (201|503) "))
                .anySatisfy(client -> assertThat(client.answer()).startsWith("HTTP/1.1 201 "));
    }

    /**
     * Many times as many slow bodies as workers, of one caller and of another: everybody else is answered meanwhile, and
     * of one caller only so many bodies may arrive at a time.
     */
    @Test
    void slowBodiesHoldNobodyUp() throws Exception {
        var slow = new ArrayList<SlowClient>();
        try {
            for (var number = 0; number < 115; number++) {
                slow.add(begun(head("POST /v1/sync", NURSE, "Content-Length: 1000") + "{"));
                slow.add(begun(head("POST /v1/patients", COORDINATOR, "Transfer-Encoding: chunked") + "1\r\n{\r\n"));
            }
            for (var number = 0; number < 5 * WORKERS; number++) {
                service.as(PRESCRIBER, 0).get("/v1/patients").then().statusCode(200);
                service.as(PRESCRIBER, 0).body("{}").post("/v1/patients").then().statusCode(anyOf(is(403), is(422)));
                given().get(service.address(0).resolve("/q/health/ready"))
                        .then()
                        .statusCode(200);
            }
            for (var client : slow) {
                client.sendUntilAnswered(" ");
            }
        } finally {
            for (var client : slow) {
                client.close();
            }
        }

        assertThat(slow).allSatisfy(client -> assertThat(client.answer()).containsPattern("^HTTP/1.1 (408|429) "));
        assertThat(slow)
                .filteredOn(client -> client.answer().startsWith("HTTP/1.1 429 "))
                .hasSizeGreaterThan(100)
                .allSatisfy(client -> assertThat(client.answer())
                        .containsIgnoringCase("\r\nretry-after: 5\r\n")
                        .contains("\"type\":\"/problems/too-many-requests\""));
    }

    private static SlowClient begun(String request) throws IOException {
        var client = new SlowClient(service.address(0));
        client.send(request);
        return client;
    }

    /** Silent, with half of a head, dripping a head, or dripping the next head. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "GET /v1/pati, ''",
        "GET /v1/pati, a",
        "'GET /q/health/live HTTP/1.0~Connection: keep-alive~~G', a"
    })
    void aConnectionOnWhichNoRequestBeginsEnds(String begins, String drip) throws Exception {
        try (var client = new SlowClient(service.address(0))) {
            client.send(begins.replace("~", "\r\n"));
            client.sendUntilCutOff(drip);
            assertThat(client.answer()).doesNotContain(" 500 ");
        }
    }

    /** The next request may come later than a head may take. */
    @Test
    void aConnectionMayRestBetweenRequests() throws Exception {
        againWhereLate((client, number) -> {
            for (var round = 0; round < 2; round++) {
                client.send("GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n");
                client.readUntil("UP");
                client.forget();
                client.readFor(LIMIT.plusMillis(500));
                assertThat(client.isCutOff()).isFalse();
            }
        });
    }

    /** More of them than workers: no worker is needed to end a body for which another one waits. */
    @Test
    void aBodyThatDoesNotArriveIsRefusedAndItsConnectionClosed() {
        var patients = head("POST /v1/patients", COORDINATOR, "Content-Length: 1000");
        var chunked = head("POST /v1/patients", COORDINATOR, "Transfer-Encoding: chunked");
        var vitals =
                head("POST /v1/sessions/" + UUID.randomUUID() + "/vitals/batch", NURSE, "Transfer-Encoding: chunked");
        var sync = head("POST /v1/sync", NURSE, "Content-Length: 1000");
        var slow = Stream.of(
                        slow(patients, " "),
                        slow(chunked, "1\r\n \r\n"),
                        slow(chunked, ""),
                        slow(chunked + "8\r\n{\"mrn\": \r\n", ""),
                        slow(patients + "{\"mrn\": \"ab", ""),
                        slow(patients + "{\"mrn\": \"a\", \"name\": {", " "),
                        slow(vitals + "14\r\n{\"readings\": [{\"id\":\r\n", ""),
                        slow(sync + "{\"items\": [{\"id\": \"", ""))
                .toList();

        assertThat(slow)
                .hasSizeGreaterThan(WORKERS)
                .allSatisfy(one -> assertThat(one.join())
                        .startsWith("HTTP/1.1 408 ")
                        .containsIgnoringCase("\r\nconnection: close\r\n")
                        .containsIgnoringCase("\r\ncontent-type: application/problem+json")
                        .contains("\"type\":\"/problems/request-timeout\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aBodyThatDoesNotArriveHasAllOfItsTimeAndIsInTheTrail(String drip) throws Exception {
        var request = "slow-" + UUID.randomUUID();
        try (var client = new SlowClient(service.address(0))) {
            client.send(head("POST /v1/patients", COORDINATOR, "Content-Length: 1000\r\nX-Request-Id: " + request));
            client.sendUntilCutOff(drip);
            assertThat(client.answer()).startsWith("HTTP/1.1 408 ");
            assertThat(client.answeredAfter()).isGreaterThanOrEqualTo(LIMIT);
        }
        assertThat(service.count(
                        "SELECT count(*) FROM call_log WHERE request_id = ? AND status = 408 AND action = 'POST /v1/patients'",
                        request))
                .isEqualTo(1);
    }

    /** Other requests go on where they share the connection. */
    @Test
    void aBodyOfHttp2ThatDoesNotArriveIsRefusedAndItsStreamEnded() throws Exception {
        var http2 = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setMaxPoolSize(1);
        var vertx = Vertx.vertx();
        try {
            var client = vertx.createHttpClient(http2);
            var request = whenDone(client.request(to(HttpMethod.POST, COORDINATOR)));
            var ended = new CompletableFuture<Throwable>();
            request.setChunked(true).exceptionHandler(ended::complete);
            request.write("{\"name\": {");

            assertThat(whenDone(request.response()).statusCode()).isEqualTo(408);
            assertThat(ended.get(1, TimeUnit.MINUTES))
                    .isInstanceOfSatisfying(
                            StreamResetException.class,
                            reset -> assertThat(reset.getCode()).isZero());
            var next = whenDone(client.request(to(HttpMethod.GET, COORDINATOR)));
            assertThat(whenDone(next.send()).statusCode()).isEqualTo(200);
            assertThat(next.connection()).isSameAs(request.connection());
        } finally {
            whenDone(vertx.close());
        }
    }

    private static RequestOptions to(HttpMethod method, String role) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(service.address(0).resolve("/v1/patients").toString())
                .putHeader("Content-Type", "application/json")
                .putHeader("Authorization", "Bearer " + service.token(role));
    }

    private static <T> T whenDone(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
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
        againWhereLate((client, number) -> {
            client.send(head("POST /v1/patients", ANALYST, "Content-Length: " + 2 * half.length()) + half);
            client.readUntil("/problems/forbidden");
            client.send(half);
            client.readFor(LIMIT.plusMillis(500));
            assertThat(client.isCutOff()).isFalse();
            client.forget();

            client.send(head("GET /v1/protocols", NURSE, "Accept: application/json"));
            client.readUntil("iv-ketamine-0.5");
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        });
    }

    /** The limit is of a body that does not go on, not of one that is long. */
    @Test
    void anImportThatDripsIsReadToItsEnd() throws Exception {
        var pieces = (int) (LIMIT.multipliedBy(2).toMillis() / 200);
        againWhereLate((client, number) -> {
            var lines = lines(300 + number, 1);
            var body = String.join("\n", lines);
            client.send(importOf(body.length()));
            for (var piece = 0; piece < pieces; piece++) {
                client.send(body.substring(body.length() * piece / pieces, body.length() * (piece + 1) / pieces));
                client.readFor(Duration.ofMillis(200));
            }
            client.sendUntilCutOff("");
            assertThat(created(client)).isEqualTo(lines.size());
        });
    }

    @Test
    void anImportThatStallsIsRefused() throws Exception {
        try (var client = new SlowClient(service.address(0))) {
            client.send(importOf(1_000_000) + "{\"type\": ");
            client.sendUntilCutOff("");
            assertThat(client.answer()).startsWith("HTTP/1.0 408 ").contains("/problems/request-timeout");
        }
    }

    /** More than places and workers: each ends although something arrives all the time. */
    @Test
    void importsThatDripEndAndStopNobody() throws Exception {
        var slow = Stream.generate(() -> slow(importOf(1_000_000) + "{\"type\": 1}\n", "\n"))
                .limit(5 * WORKERS)
                .toList();

        service.as(NURSE, 0).get("/v1/patients").then().statusCode(200);

        assertThat(slow)
                .allSatisfy(one -> assertThat(one.join()).containsPattern("^HTTP/1.0 (503 |200 [^{]*\\{\"line\":1,)"));
    }

    /** What has been answered cannot be taken back: it ends there, with the verdicts of what had arrived. */
    @Test
    void anImportThatStallsAfterItsFirstVerdictsBreaksOff() throws Exception {
        againWhereLate((client, number) -> {
            var lines = lines(1 + 20 * number, 20).subList(0, CHUNK + 100);
            var before = service.count("SELECT count(*) FROM course");
            client.send(importOf(10_000_000) + String.join("\n", lines) + "\n");
            client.sendUntilCutOff("");
            assertThat(client.answer()).startsWith("HTTP/1.0 200 ").doesNotContain("/problems/");
            assertThat(created(client)).isEqualTo(CHUNK + 100);
            assertThat(service.count("SELECT count(*) FROM course")).isGreaterThan(before);
        });
    }

    /** What a client does and is answered; the number counts the tries. */
    private interface Scenario {
        void run(SlowClient client, int number) throws IOException;
    }

    /**
     * Runs it again where it failed and the service may have been right to refuse it: a busy machine had kept the client
     * from sending for as long as the limit, or imports of the test before had not given their places back yet. What is
     * refused each time fails.
     */
    private static void againWhereLate(Scenario scenario) throws IOException {
        for (var number = 0; ; number++) {
            try (var client = new SlowClient(service.address(0))) {
                try {
                    scenario.run(client, number);
                    return;
                } catch (AssertionError failure) {
                    var refused = client.longestGap().compareTo(LIMIT) >= 0
                            || !client.answer().startsWith("HTTP/1.0 200 ");
                    if (!refused || number == TRIES) {
                        throw failure;
                    }
                }
            }
        }
    }

    private static String registration(int number) {
        var patient = """
                {"mrn": "%s", "name": {"family": "Waits", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(UUID.randomUUID());
        // Some are longer than what is taken in before somebody reads.
        var body = number % 2 == 0 ? patient : patient + " ".repeat(300_000);
        return head("POST /v1/patients", COORDINATOR, "Content-Length: " + body.length()) + body;
    }

    private static void untilEachWorkerWaits() throws Exception {
        var waiting = "SELECT count(*) FROM pg_locks WHERE relation = 'patient'::regclass AND NOT granted";
        // One place is kept for urgent operations.
        for (var tries = 0; service.count(waiting) < WORKERS - 1; tries++) {
            assertThat(tries).as("workers that wait").isLessThan(600);
            Thread.sleep(20);
        }
    }

    /** What one is answered who begins so, and then sends a piece again and again, before it is cut off. */
    private CompletableFuture<String> slow(String begins, String drip) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var client = new SlowClient(service.address(0))) {
                        client.send(begins);
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
                    var begun = System.nanoTime();
                    try (var client = new SlowClient(service.address(0))) {
                        client.send(request);
                        client.readUntil("HTTP/1.1 " + status + " ");
                        client.sendUntilCutOff(drip);
                        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LIMIT);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                client -> new Thread(client).start());
    }

    private static String head(String line, String role, String more) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n"
                + (role == null ? "" : "Authorization: Bearer " + service.token(role) + "\r\n")
                + (more.contains("Content-Type") ? "" : "Content-Type: application/json\r\n")
                + more + "\r\n\r\n";
    }

    /** Those of so many courses, after the first ones. */
    private static List<String> lines(int after, int courses) {
        return new SyntheticClinic(11, after + courses)
                .lines()
                .skip(new SyntheticClinic(11, after).lines().count())
                .toList();
    }

    private static long created(SlowClient client) {
        return client.answer()
                .lines()
                .filter(line -> line.contains("\"outcome\":\"CREATED\""))
                .count();
    }

    private static String importOf(int length) {
        return "POST /v1/imports HTTP/1.0\r\nAuthorization: Bearer " + service.token(PRESCRIBER)
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
