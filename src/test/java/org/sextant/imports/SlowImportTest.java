package org.sextant.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.ShortBodyTimeout;
import org.sextant.SlowClient;
import org.sextant.synthetic.SyntheticClinic;

/** An import may take any time, as long as it goes on. */
@QuarkusTest
@TestProfile(ShortBodyTimeout.class)
class SlowImportTest {

    /** After so many lines they are stored, and the verdicts sent. */
    private static final int CHUNK = 500;

    @TestHTTPResource
    URI service;

    @ConfigProperty(name = "sextant.http.body-timeout")
    Duration limit;

    private final UUID clinic = UUID.randomUUID();

    /** The limit is of a body that does not go on, not of one that is long. */
    @Test
    void oneThatDripsIsReadToItsEnd() throws Exception {
        var lines = lines(1);
        var body = String.join("\n", lines);
        var pieces = (int) (limit.multipliedBy(2).toMillis() / 200);
        try (var client = begin(body.length())) {
            for (var piece = 0; piece < pieces; piece++) {
                client.send(body.substring(body.length() * piece / pieces, body.length() * (piece + 1) / pieces));
                client.readFor(Duration.ofMillis(200));
            }
            client.sendUntilCutOff("");
            assertThat(created(client)).isEqualTo(lines.size());
        }
    }

    @Test
    void oneThatStallsIsRefused() throws Exception {
        try (var client = begin(1_000_000)) {
            client.send("{\"type\": ");
            client.sendUntilCutOff("");
            assertThat(client.answer()).startsWith("HTTP/1.0 408 ").contains("/problems/request-timeout");
        }
    }

    /** What has been answered cannot be taken back: it ends there. */
    @Test
    void oneThatStallsAfterItsFirstVerdictsBreaksOff() throws Exception {
        var lines = lines(15).subList(0, CHUNK + 100);
        try (var client = begin(10_000_000)) {
            client.send(String.join("\n", lines) + "\n");
            client.sendUntilCutOff("");
            assertThat(client.answer()).startsWith("HTTP/1.0 200 ").doesNotContain("/problems/");
            assertThat(created(client)).isEqualTo(CHUNK);
        }
        assertThat(Database.number("SELECT count(*) FROM course WHERE clinic_id = ?", clinic))
                .isPositive();
    }

    private static List<String> lines(int courses) {
        return new SyntheticClinic(11, courses).lines().toList();
    }

    private static long created(SlowClient client) {
        return client.answer()
                .lines()
                .filter(line -> line.contains("\"outcome\":\"CREATED\""))
                .count();
    }

    private SlowClient begin(int length) throws IOException {
        var client = new SlowClient(service);
        client.send("POST /v1/imports HTTP/1.0\r\nAuthorization: Bearer " + Clinics.token(clinic, PRESCRIBER)
                + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length + "\r\n\r\n");
        return client;
    }
}
