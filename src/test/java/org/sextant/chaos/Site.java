package org.sextant.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwt.NumericDate;
import org.sextant.Clinics;
import org.sextant.RunningService;
import org.sextant.identity.DemoIdentity;

/** The packaged service, a relay, and a PostgreSQL behind the relay; and the address that clients call. */
final class Site implements AutoCloseable {

    /** Of all sessions. */
    static final Instant CHECKED_IN = Instant.parse("2026-01-05T09:00:00Z");

    /** The clinic of the demo tokens. */
    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = freePort();
    private RunningService service;
    private volatile URI address = URI.create("http://127.0.0.1:" + port);
    private String token;

    /** @param jdbcUrl of the database */
    Site(Path directory, String jdbcUrl) throws IOException {
        this.directory = directory;
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
        environment.put("QUARKUS_DATASOURCE_USERNAME", "sextant_app");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", Postgres.PASSWORD);
        environment.put("QUARKUS_FLYWAY_USERNAME", "sextant_owner");
        environment.put("QUARKUS_FLYWAY_PASSWORD", Postgres.PASSWORD);
        environment.put("SEXTANT_DEMO", "true");
    }

    /** Adds a setting of the environment for the next start. */
    Site with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts the service, and waits until it is ready. */
    void start() throws IOException {
        launch();
        service.awaitReady();
        var tokens = directory.resolve("demo-tokens.json");
        if (token == null && Files.exists(tokens)) {
            token = JSON.readTree(tokens.toFile()).get("PRESCRIBER").asText();
        }
    }

    /** Starts the service, and does not wait. */
    void launch() throws IOException {
        Files.createDirectories(directory);
        service = RunningService.launch(directory, environment);
    }

    RunningService service() {
        return service;
    }

    /** Where clients call. */
    URI address() {
        return address;
    }

    int port() {
        return port;
    }

    /** Lets clients call a proxy. */
    void behind(URI proxy) {
        address = proxy;
    }

    /** The settings of the first instance, for another one. */
    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    Path directory() {
        return directory;
    }

    String token() {
        return token;
    }

    /** Takes another token, which was issued so long ago, and which is good for a day. */
    void takeTokenIssuedBefore(Duration age) throws IOException {
        var settings = DemoIdentity.in(directory).settings();
        var now = Instant.now();
        token = Clinics.token(
                directory,
                settings.get("mp.jwt.verify.issuer"),
                settings.get("mp.jwt.verify.audiences"),
                CLINIC,
                claims -> {
                    claims.setIssuedAt(NumericDate.fromSeconds(now.minus(age).getEpochSecond()));
                    claims.setExpirationTime(
                            NumericDate.fromSeconds(now.plus(Duration.ofDays(1)).getEpochSecond()));
                },
                "PRESCRIBER");
    }

    /** Makes so many discharged sessions by one import; returns their ids. */
    List<String> sessions(int count) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        var lines = new StringBuilder();
        for (var i = 0; i < count; i++) {
            var course = UUID.randomUUID();
            var session = UUID.randomUUID();
            ids.add(session.toString());
            lines.append("""
                {"type": "COURSE", "id": "%1$s", "patientId": "%2$s", "mrn": "%2$s", "family": "Example", "given": "Alex",\
                 "birthDate": "1984-05-17", "sex": "FEMALE", "protocol": "iv-ketamine-0.5", "phase": "INDUCTION",\
                 "indicationSystem": "s", "indicationCode": "c", "plannedSessions": 6, "labels": [], "status": "ACTIVE",\
                 "activatedAt": "2026-01-02T09:00:00Z"}
                {"type": "SESSION", "id": "%3$s", "courseId": "%1$s", "number": 1, "status": "DISCHARGED",\
                 "scheduledAt": "%4$s", "checkedInAt": "%4$s", "weightKg": 72, "startedAt": "2026-01-05T09:15:00Z",\
                 "mgPerKg": 0.5, "plannedDoseMg": 36, "plannedMgPerHour": 54, "endedAt": "2026-01-05T09:55:00Z",\
                 "administeredMg": 36, "deliveredMg": 36, "dischargedAt": "2026-01-05T11:00:00Z", "criteria": {}}
                """.formatted(course, UUID.randomUUID(), session, CHECKED_IN));
        }
        var request = HttpRequest.newBuilder(address.resolve("/v1/imports"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines.toString()))
                .build();
        var verdicts = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        if (verdicts.contains("REJECTED") || !verdicts.contains("CREATED")) {
            throw new IllegalStateException(verdicts);
        }
        return ids;
    }

    @Override
    public void close() {
        if (service != null && service.isRunning()) {
            service.close();
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
