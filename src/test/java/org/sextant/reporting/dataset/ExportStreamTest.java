package org.sextant.reporting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.Api.isProblem;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.PRESCRIBER;
import static org.sextant.reporting.dataset.Reports.newLabel;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;

/** A stream that is larger than what the network holds: it waits for its client, sees one moment, and lets go. */
@QuarkusTest
class ExportStreamTest {

    /** With notes of 2,000 characters, so that few rows are many bytes. */
    private static final int READINGS = 12_000;

    /** Two minutes in all: what is waited for comes at once, unless the machine is busy. */
    private static final int MOST_TRIES = 6_000;

    private static final int PAUSE_MS = 20;

    private static final String LABEL = newLabel();

    /** With its readings; made once, and one of the tests adds two. */
    private static String session;

    @TestHTTPResource
    URI service;

    @Inject
    ExportBulkhead bulkhead;

    @Test
    void waitsForItsClientAndSeesOneMoment() throws Exception {
        try (var client = ask(LABEL)) {
            var answer = client.getInputStream();
            assertThat(answer.readNBytes(4096)).isNotEmpty();
            untilUnderWay(1);
            Treatment.goodReading(session, "2026-01-05T09:50:00Z");
            Treatment.goodReading(session, "2026-01-05T09:51:00Z");

            var lines = read(answer)
                    .lines()
                    .filter(line -> line.contains("\"VITALS\""))
                    .count();
            assertThat(lines)
                    .as("The readings after the first 4096 bytes that were there then")
                    .isBetween(READINGS - 20L, READINGS - 1L);
        }
        assertThat(LightClient.as(PRESCRIBER)
                        .header("Accept", "application/x-ndjson")
                        .get("/v1/reports/vitals?label=" + LABEL)
                        .body()
                        .lines())
                .hasSize(READINGS + 2);
        untilUnderWay(0);
    }

    @Test
    void letsGoWhenItsClientGoes() throws Exception {
        try (var client = ask(LABEL)) {
            assertThat(client.getInputStream().readNBytes(4096)).isNotEmpty();
            untilUnderWay(1);
        }

        untilUnderWay(0);
    }

    @Test
    void endsWhenItsTokenIsRevoked() throws Exception {
        var token = Clinics.token(UUID.fromString("11111111-1111-4111-8111-111111111111"), PRESCRIBER);
        try (var client = ask(LABEL, token)) {
            var answer = client.getInputStream();
            assertThat(answer.readNBytes(4096)).isNotEmpty();
            untilUnderWay(1);
            as(ADMIN)
                    .body("{\"sub\": \"own-PRESCRIBER\", \"reason\": \"Tablet lost\"}")
                    .post("/v1/token-revocations")
                    .then()
                    .statusCode(201);
            for (var tries = 0; LightClient.with(token).get("/v1/protocols").status() != 401; tries++) {
                assertThat(tries).as("The revocation is in force").isLessThan(MOST_TRIES);
                Thread.sleep(PAUSE_MS);
            }

            assertThat(read(answer).lines().filter(line -> line.contains("\"VITALS\"")))
                    .hasSizeLessThan(READINGS - 1_000);
        }
        untilUnderWay(0);
    }

    /** As many as may are held here, so that the next one has to be told to come back. */
    @Test
    void onlyAFewAtOnce() throws Exception {
        var holding = new CountDownLatch(4);
        var release = new CompletableFuture<Void>();
        var held = new ArrayList<CompletableFuture<Void>>();
        try {
            for (var i = 0; i < 4; i++) {
                held.add(CompletableFuture.runAsync(
                        () -> hold(() -> {
                            holding.countDown();
                            release.join();
                        }),
                        command -> new Thread(command).start()));
            }
            holding.await();
            isProblem(
                            as(PRESCRIBER)
                                    .accept("text/csv")
                                    .get("/v1/reports/courses")
                                    .then(),
                            503,
                            "busy")
                    .header("Retry-After", "5");
            as(PRESCRIBER).get("/v1/reports/courses").then().statusCode(200);
        } finally {
            release.complete(null);
            held.forEach(CompletableFuture::join);
        }
    }

    private void hold(ExportBulkhead.Export export) {
        try {
            bulkhead.run(export);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A session with so many readings that their rows do not fit into any buffer on the way. */
    @BeforeEach
    void manyReadings() throws SQLException, IOException {
        if (session == null) {
            var course = Reports.treated(LABEL);
            session = as(PRESCRIBER).get("/v1/courses/{id}/sessions", course).path("items[0].id");
            insertReadings();
        }
    }

    /** Without the journal, whose two lines for each would take most of the time. */
    private static void insertReadings() throws SQLException, IOException {
        try (var connection = Database.asOwner();
                var statement = connection.createStatement()) {
            statement.execute("""
                    ALTER TABLE vitals DISABLE TRIGGER vitals_journal;
                    INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id, status,
                                        taken_at, late, spo2, note)
                    SELECT clinic_id, gen_random_uuid(), 1, now(), 'test', 'x', id, patient_id, 'FINAL',
                           started_at + one * interval '1 second', true, 98, repeat('long ', 400)
                    FROM session, generate_series(1, %d) AS one WHERE id = '%s';
                    ALTER TABLE vitals ENABLE TRIGGER vitals_journal""".formatted(READINGS - 3, session));
        }
    }

    private Socket ask(String label) throws IOException {
        return ask(label, Api.token(PRESCRIBER));
    }

    private Socket ask(String label, String token) throws IOException {
        var client = new Socket(service.getHost(), service.getPort());
        client.getOutputStream()
                .write(("GET /v1/reports/vitals?label=" + label + " HTTP/1.0\r\n"
                                + "Accept: application/x-ndjson\r\nAuthorization: Bearer " + token
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String read(InputStream answer) throws IOException {
        return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** As the service's own login: PostgreSQL shows nobody else what it is doing. */
    private static long exportsUnderWay() throws SQLException, IOException {
        try (var connection = Database.asService();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE usename = current_user AND state = 'idle in transaction' AND query LIKE 'SELECT vitals.id%'""")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Waits until so many exports wait for their clients. */
    private static void untilUnderWay(int exports) throws Exception {
        for (var tries = 0; exportsUnderWay() != exports; tries++) {
            assertThat(tries)
                    .as("Exports come to wait for their clients, and go with them")
                    .isLessThan(MOST_TRIES);
            Thread.sleep(PAUSE_MS);
        }
    }
}
