package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.COORDINATOR;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.identity.DemoIdentity;
import org.sextant.platform.EmbeddedDatabase;

/**
 * The database falls silent, is busy, moves or dies under the packaged service: callers are refused in time, readiness says
 * so without waiting, and the service comes back by itself. In a service of its own, whose limits are near.
 */
class DatabaseLossIT {

    private static final int WORKERS = 12;
    private static final int CONNECTIONS = 8;

    /** Of a statement's answer; 35 seconds by default. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    /** Transactions that have written to the table. */
    private static final String LEFT = """
            SELECT count(*) FROM pg_locks
            WHERE relation = 'patient'::regclass AND granted AND mode = 'RowExclusiveLock'""";

    /** A busy machine makes it slow, not red. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;
    private static Relay first;
    private static Relay second;
    private static RunningService service;
    private static DemoIdentity identity;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        // Not the one whose commits do not wait for the disk: it is killed, and has to keep what it acknowledged.
        TestDatabase.shareBinaries(directory.resolve("database"));
        database = EmbeddedDatabase.start(directory.resolve("database"), System.err::println);
        first = new Relay(port());
        second = new Relay(port());
        second.refuse();
        var environment = TestDatabase.environment(database.settings());
        environment.put("SEXTANT_DEMO", "true");
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/sextant?targetServerType=primary"
                        .formatted(first.port(), second.port()));
        environment.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", String.valueOf(CONNECTIONS));
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_ADDITIONAL_JDBC_PROPERTIES_SOCKETTIMEOUT",
                String.valueOf(SILENCE.toSeconds()));
        environment.put("QUARKUS_THREAD_POOL_MAX_THREADS", String.valueOf(WORKERS));
        service = RunningService.launch(directory.resolve("service"), environment);
        service.awaitReady();
        identity = DemoIdentity.in(directory.resolve("service"));
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        first.close();
        second.close();
        database.close();
    }

    @AfterEach
    void isServedAndReady() throws Exception {
        service.awaitReady();
        assertThat(created(UUID.randomUUID()).get().statusCode()).isIn(201, 503);
        assertThat(service.output()).doesNotContain("Uncaught exception");
    }

    /** Each connection that is idle has fallen silent: nobody hangs, and new connections take their place. */
    @Test
    void idleConnectionsThatFellSilentAreReplaced() throws Exception {
        untilAllConnectionsAreOpen();
        silence();

        var begun = System.nanoTime();
        var served = 0;
        var calls = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> created(UUID.randomUUID()))
                .toList();
        for (var call : calls) {
            var answer = call.get();
            if (answer.statusCode() == 201) {
                served++;
            } else {
                assertRefused(answer);
            }
        }
        untilServed();
        System.out.printf(
                "All idle connections silent: %d of %d calls served, and all again after %.1f s%n",
                served, CONNECTIONS, seconds(begun));
    }

    /** Connections that fall silent while they are in use cost their own callers, and nobody else. */
    @Test
    void connectionsThatFallSilentInUseHoldUpTheirOwnCallersOnly() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> stuck;
        try (var owner = asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE patient IN EXCLUSIVE MODE");
            stuck = IntStream.range(0, CONNECTIONS / 2)
                    .mapToObj(i -> created(UUID.randomUUID()))
                    .toList();
            untilWaiting(CONNECTIONS / 2);
            silence();
        }
        var begun = System.nanoTime();
        untilServed();
        var othersAfter = seconds(begun);
        for (var call : stuck) {
            assertRefused(call.get());
        }
        untilNoProcessIsLeft();
        System.out.printf(
                "Half of the connections silent in use: others served after %.1f s, all callers refused and locks free after %.1f s%n",
                othersAfter, seconds(begun));
    }

    /** What PostgreSQL did for a caller whose connection is gone holds locks until PostgreSQL learns of it. */
    private static void untilNoProcessIsLeft() throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (left() > 0) {
            assertThat(System.nanoTime()).as("ended in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static long left() throws Exception {
        try (var owner = asOwner();
                var statement = owner.createStatement();
                var rows = statement.executeQuery(LEFT)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Killed under load while its connections and its address fall silent, and found again at its other address. */
    @Test
    void aDatabaseThatIsKilledAndMovesIsServedFromAgain() throws Exception {
        var writers = new Writers(2 * CONNECTIONS);
        writers.awaitWrites(20);
        silence();
        first.refuse();
        second.listen();
        kill(running());
        try (var accepting = untilAccepted()) {
            var begun = System.nanoTime();
            writers.awaitWrites(20);
            System.out.printf(
                    "Killed and moved under %d writers: served %.1f s after the database accepts, longest call %.1f s%n",
                    2 * CONNECTIONS, seconds(begun), writers.longest().toMillis() / 1000.0);
            var written = writers.stop();
            try (var count = accepting.prepareStatement("SELECT count(*) FROM patient WHERE id = ANY (?)")) {
                count.setArray(1, accepting.createArrayOf("uuid", written.toArray()));
                try (var rows = count.executeQuery()) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(written.size());
                }
            }
        }
        first.listen();
    }

    /** Workers and connections are all taken, and more calls wait: probes are answered meanwhile. */
    @Test
    void probesWaitForNeitherWorkersNorConnections() throws Exception {
        for (var tries = 0; ; tries++) {
            assertThat(tries).as("tries on a machine that is too busy").isLessThan(10);
            List<CompletableFuture<HttpResponse<String>>> waiting;
            int live;
            int ready;
            boolean meanwhile;
            try (var owner = asOwner();
                    var statement = owner.createStatement()) {
                owner.setAutoCommit(false);
                statement.execute("LOCK TABLE patient IN EXCLUSIVE MODE");
                waiting = IntStream.range(0, 3 * WORKERS)
                        .mapToObj(i -> created(UUID.randomUUID()))
                        .toList();
                untilWaiting(CONNECTIONS);
                live = get("/q/health/live").statusCode();
                ready = get("/q/health/ready").statusCode();
                meanwhile = waiting.stream().noneMatch(CompletableFuture::isDone);
            }
            for (var call : waiting) {
                assertThat(call.get().statusCode()).isIn(201, 503);
            }
            assertThat(live).isEqualTo(200);
            assertThat(ready).isEqualTo(200);
            if (meanwhile) {
                return;
            }
        }
    }

    /** The size of the pool, who waits, and what was given up. */
    @Test
    void thePoolIsMeasured() throws Exception {
        var metrics = get("/q/metrics").body();

        assertThat(Stream.of(
                        "agroal_active_count",
                        "agroal_available_count",
                        "agroal_max_used_count",
                        "agroal_awaiting_count",
                        "agroal_invalid_count_total",
                        "agroal_flush_count_total",
                        "agroal_destroy_count_total",
                        "agroal_creation_count_total"))
                .allSatisfy(name -> assertThat(metrics).contains(name + "{datasource=\"default\"}"));
    }

    /** Callers who send a write again, as they are told to, until it is acknowledged. */
    private final class Writers {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicLong longestNanos = new AtomicLong();
        private final List<CompletableFuture<Void>> running;

        Writers(int count) {
            running = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.runAsync(this::write, task -> new Thread(task).start()))
                    .toList();
        }

        private void write() {
            while (!stopped.get()) {
                var id = UUID.randomUUID();
                for (var status = send(id); status == 503; status = send(id)) {
                    pause();
                }
                acknowledged.add(id);
            }
        }

        private int send(UUID id) {
            var begun = System.nanoTime();
            var answer = created(id).join();
            longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
            if (answer.statusCode() == 503) {
                assertRefused(answer);
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
            }
            return answer.statusCode();
        }

        /** Waits for so many more. */
        void awaitWrites(int more) throws Exception {
            var enough = acknowledged.size() + more;
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (acknowledged.size() < enough) {
                assertThat(System.nanoTime()).as("written in time").isLessThan(deadline);
                assertThat(running).noneMatch(CompletableFuture::isCompletedExceptionally);
                Thread.sleep(20);
            }
        }

        Duration longest() {
            return Duration.ofNanos(longestNanos.get());
        }

        /** What was acknowledged. */
        Set<UUID> stop() {
            stopped.set(true);
            running.forEach(CompletableFuture::join);
            return acknowledged;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void silence() {
        first.silence();
        second.silence();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The PostgreSQL that runs now. */
    private static ProcessHandle running() throws IOException {
        var file = directory.resolve("database").resolve("postgres").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).trim()))
                .orElseThrow();
    }

    private static Connection untilAccepted() throws Exception {
        for (var deadline = System.nanoTime() + PATIENCE.toNanos(); ; ) {
            try {
                return asOwner();
            } catch (SQLException notYet) {
                assertThat(System.nanoTime()).as("started again in time").isLessThan(deadline);
                Thread.sleep(20);
            }
        }
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private CompletableFuture<HttpResponse<String>> created(UUID id) {
        var request = request("/v1/patients", COORDINATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"id": "%1$s", "mrn": "%1$s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(id)))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(service.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String role) {
        return HttpRequest.newBuilder(service.address().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + identity.tokens().get(role));
    }

    /** As many as the pool holds: so many statements wait for each other. */
    private void untilAllConnectionsAreOpen() throws Exception {
        try (var owner = asOwner()) {
            owner.setAutoCommit(false);
            execute(owner, "LOCK TABLE patient IN EXCLUSIVE MODE");
            var calls = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> created(UUID.randomUUID()))
                    .toList();
            untilWaiting(CONNECTIONS);
            owner.rollback();
            for (var call : calls) {
                call.get();
            }
        }
    }

    private void untilServed() throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (created(UUID.randomUUID()).get().statusCode() != 201) {
            assertThat(System.nanoTime()).as("served in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void untilWaiting(int statements) throws Exception {
        try (var owner = asOwner();
                var statement = owner.createStatement()) {
            var waiting = 0L;
            for (var tries = 0; waiting < statements; tries++) {
                assertThat(tries)
                        .as("tries until %d statements wait", statements)
                        .isLessThan(2000);
                Thread.sleep(20);
                try (var rows = statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE relation = 'patient'::regclass AND NOT granted")) {
                    rows.next();
                    waiting = rows.getLong(1);
                }
            }
        }
    }

    private static double seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
    }

    private static int port() {
        return URI.create(url().substring("jdbc:".length())).getPort();
    }

    private static String url() {
        return database.settings().get("quarkus.datasource.jdbc.url");
    }

    private static Connection asOwner() throws SQLException {
        var owner = new Properties();
        owner.setProperty("user", database.settings().get("quarkus.flyway.username"));
        owner.setProperty("password", database.settings().get("quarkus.flyway.password"));
        owner.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection(url(), owner);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
