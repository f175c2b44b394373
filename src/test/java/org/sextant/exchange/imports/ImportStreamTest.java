package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.with;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.exchange.feed.ChangeLog;
import org.sextant.exchange.feed.FeedReader;
import org.sextant.synthetic.SyntheticClinic;

/** An import as a stream: it breaks off and is sent again, comes twice at once, loses its token. */
@QuarkusTest
class ImportStreamTest {

    /** After so many lines they are stored, and the verdicts sent. */
    private static final int CHUNK = 500;

    @TestHTTPResource
    URI service;

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, PRESCRIBER);

    @Test
    void oneThatBreaksOffIsSentAgain() throws Exception {
        var lines = lines(15);
        var body = String.join("\n", lines);
        // Up to the midst of a line.
        var arrived = body.substring(0, body.length() * 7 / 10);
        try (var client = begin(body.length())) {
            client.getOutputStream().write(arrived.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            untilStored(CHUNK);
        }
        var stored = untilSettled();
        assertThat(stored).isBetween((long) CHUNK, arrived.lines().count() - 1);

        var outcomes = Exports.outcomes(Exports.send(token, body));

        assertThat(outcomes).hasSameSizeAs(lines).containsOnly("REPLAYED", "CREATED");
        assertThat(outcomes.stream().filter("REPLAYED"::equals)).hasSize((int) stored);
        assertThat(outcomes.subList(0, (int) stored)).containsOnly("REPLAYED");
        assertAsIfImportedOnce(body);
    }

    @RepeatedTest(3)
    void twoAtOnceAreOne() throws Exception {
        var body = String.join("\n", lines(12));

        var sent = Stream.of(0, 1)
                .map(client -> CompletableFuture.supplyAsync(
                        () -> Exports.outcomes(Exports.send(token, body)), command -> new Thread(command).start()))
                .toList();
        var outcomes = sent.stream().flatMap(one -> one.join().stream()).toList();

        assertThat(outcomes).containsOnly("CREATED", "REPLAYED");
        assertThat(outcomes.stream().filter("CREATED"::equals))
                .hasSize((int) body.lines().count())
                .hasSize(outcomes.size() / 2);
        assertAsIfImportedOnce(body);
    }

    /** An import is many short transactions, so it holds no reader of the feed back, however long its body takes. */
    @Test
    void whatOthersCommitMeanwhileIsReadMeanwhile() throws Exception {
        var ehr = LightClient.with(Clinics.token(clinic, INTEGRATION));
        var reader = FeedReader.fromNow(ehr);
        try (var client = begin(10_000_000)) {
            client.getOutputStream()
                    .write((String.join("\n", lines(15).subList(0, CHUNK + 100)) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            untilStored(CHUNK);
            var others = ChangeLog.commit(clinic);
            reader.until(items ->
                    items.stream().anyMatch(item -> item.path("id").asText().equals(others)));
            assertThat(reader.items()).hasSizeGreaterThan(CHUNK / 2);
        }
    }

    /** What had been stored by then stays; nothing is stored any more. */
    @Test
    void endsWhenItsTokenIsRevoked() throws Exception {
        var lines = lines(15).subList(0, CHUNK + 100);
        try (var client = begin(10_000_000)) {
            client.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            untilStored(CHUNK);
            with(Clinics.token(clinic, ADMIN))
                    .body("{\"sub\": \"own-PRESCRIBER\", \"reason\": \"Tablet lost\"}")
                    .post("/v1/token-revocations")
                    .then()
                    .statusCode(201);

            var cut = false;
            for (var tries = 0; !cut; tries++) {
                assertThat(tries)
                        .as("The import ends although its body goes on")
                        .isLessThan(150);
                cut = drip(client);
            }
        }
        assertThat(untilSettled()).isEqualTo(CHUNK);
    }

    private static List<String> lines(int courses) {
        return new SyntheticClinic(11, courses).lines().toList();
    }

    private void assertAsIfImportedOnce(String body) {
        var clean = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        assertThat(Exports.outcomes(Exports.send(clean, body))).containsOnly("CREATED");
        assertThat(Exports.sorted(token)).isEqualTo(Exports.sorted(clean));
    }

    private Socket begin(int length) throws IOException {
        var client = new Socket(service.getHost(), service.getPort());
        client.getOutputStream()
                .write(("POST /v1/imports HTTP/1.0\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Sends a blank line, which goes on and says nothing; true where the service has hung up. */
    private static boolean drip(Socket client) {
        try {
            client.getOutputStream().write('\n');
            return isCutOff(client, Duration.ofMillis(100));
        } catch (IOException closed) {
            return true;
        }
    }

    private static boolean isCutOff(Socket client, Duration within) throws IOException {
        client.setSoTimeout((int) within.toMillis());
        try {
            while (client.getInputStream().read() >= 0) {
                // A verdict.
            }
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private long stored() throws SQLException, IOException {
        var sum = 0L;
        for (var table : List.of("course", "session", "vitals", "side_effect", "assessment")) {
            sum += Database.number("SELECT count(*) FROM " + table + " WHERE clinic_id = ?", clinic);
        }
        return sum;
    }

    private void untilStored(int atLeast) throws Exception {
        for (var tries = 0; stored() < atLeast; tries++) {
            assertThat(tries).as("Lines are stored while the body comes in").isLessThan(200);
            Thread.sleep(50);
        }
    }

    /** How many lines are there when no more come. */
    private long untilSettled() throws Exception {
        var before = -1L;
        for (var now = stored(); now != before; now = stored()) {
            before = now;
            Thread.sleep(1_000);
        }
        return before;
    }
}
