package org.sextant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.identity.Caller;
import org.sextant.identity.Role;

/** A connection that the database ends, as a restart, a failover or a pooler does, gives its place in the pool back. */
@QuarkusTest
class DeadConnectionsTest {

    private static final String END_ALL = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE usename = 'sextant_app' AND pid <> pg_backend_pid()
            """;

    /** More than there are places: each is used, and some callers wait. */
    private static final int CALLERS = 30;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int places;

    @TestHTTPResource("/")
    URI service;

    @Inject
    AgroalDataSource pool;

    @Inject
    Caller caller;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void allPlacesAreBackAfterAllConnectionsDiedThreeTimesUnderCalls() throws Exception {
        for (var round = 0; round < 3; round++) {
            var statuses = IntStream.range(0, CALLERS)
                    .mapToObj(i -> createdTwice(UUID.randomUUID()))
                    .toList();
            endAll();
            assertThat(statuses.stream()
                            .map(CompletableFuture::join)
                            .flatMap(List::stream)
                            .collect(Collectors.toSet()))
                    .as("what is cut off is refused, and may be sent again")
                    .isSubsetOf(Set.of(200, 201, 503));
        }
        endAll();

        assertReadyBeforeEachDeadConnectionWasAskedFor();
        allPlacesSleepAtOnce();
    }

    /** Where a write can be cut off: the driver and the transaction manager wrap each in another way. */
    @ParameterizedTest
    @ValueSource(strings = {"TRIGGER dies BEFORE INSERT", "CONSTRAINT TRIGGER dies AFTER INSERT"})
    void aWriteIsRefusedWhereverItIsCutOff(String moment) throws Exception {
        var patient = UUID.randomUUID();
        try (var superuser = Database.asSuperuser()) {
            execute(superuser, """
                    CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END';
                    CREATE %s ON patient %s FOR EACH ROW EXECUTE FUNCTION dies()
                    """.formatted(
                            moment, moment.startsWith("CONSTRAINT") ? "DEFERRABLE INITIALLY DEFERRED" : ""));
            try {
                assertThat(created(patient).join()).isEqualTo(503);
            } finally {
                execute(superuser, "DROP FUNCTION dies() CASCADE");
            }
        }
        assertThat(created(patient).join()).isEqualTo(201);
    }

    @Test
    void aConnectionThatDiesInUseLeavesItsPlace() throws Exception {
        caller.actFor(UUID.randomUUID());
        for (var i = 0; i < places; i++) {
            var connection = pool.getConnection();
            endAll();
            assertThatThrownBy(() -> query(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThatCode(connection::close).doesNotThrowAnyException();
        }
        allPlacesSleepAtOnce();
    }

    @Test
    void aConnectionThatDiedBeforeItsUseLeavesItsPlace() throws Exception {
        allPlacesSleepAtOnce();
        endAll();
        caller.actFor(UUID.randomUUID());
        for (var i = 0; i < places; i++) {
            var failure = catchThrowable(() -> {
                try (var connection = pool.getConnection()) {
                    query(connection, "SELECT 1");
                }
            });
            assertThat(failure)
                    .as("by the driver or the pool, not by the hook")
                    .satisfiesAnyOf(
                            alive -> assertThat(alive).isNull(),
                            dead -> assertThat(dead).isInstanceOf(SQLException.class));
        }
        allPlacesSleepAtOnce();
    }

    /** The statuses of a create and of the same create again, which reads what is there outside of a transaction. */
    private CompletableFuture<List<Integer>> createdTwice(UUID id) {
        return created(id).thenCompose(first -> created(id).thenApply(second -> List.of(first, second)));
    }

    /** The status of a create. */
    private CompletableFuture<Integer> created(UUID id) {
        var request = HttpRequest.newBuilder(service.resolve("/v1/patients"))
                .header("Authorization", "Bearer " + Api.token(Role.COORDINATOR))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"id": "%1$s", "mrn": "%1$s", "name": {"family": "E", "given": "A"}, "birthDate": "1984-05-17", "sex": "MALE"}""".formatted(id)))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    /** Once a second, as a load balancer asks. Each question finds one dead connection at most, the service the others. */
    private void assertReadyBeforeEachDeadConnectionWasAskedFor() throws Exception {
        var asked = 0;
        var status = 0;
        for (; status != 200; asked++) {
            assertThat(asked).as("questions for %d connections", places).isLessThan(places - 1);
            Thread.sleep(1000);
            status = http.send(
                            HttpRequest.newBuilder(service.resolve("/q/health/ready"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** No place is missing: so many statements wait for each other, which they can only do side by side. */
    private void allPlacesSleepAtOnce() throws Exception {
        var together = new CyclicBarrier(places);
        var executor = Executors.newFixedThreadPool(places);
        try {
            Callable<Boolean> sleeper = () -> {
                try (var connection = alive()) {
                    together.await();
                    query(connection, "SELECT pg_sleep(0.1)");
                    return true;
                }
            };
            for (var slept : executor.invokeAll(
                    IntStream.range(0, places).mapToObj(i -> sleeper).toList())) {
                assertThat(slept.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** The sender of webhooks uses the pool too; its connection may have died less than a second after its use. */
    private Connection alive() throws SQLException {
        while (true) {
            var connection = pool.getConnection();
            try {
                query(connection, "SELECT 1");
                return connection;
            } catch (SQLException dead) {
                connection.close();
            }
        }
    }

    /** By the login that they are of, which may end its own. */
    private static void endAll() throws Exception {
        try (var another = Database.asService()) {
            query(another, END_ALL);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery(sql).close();
        }
    }
}
