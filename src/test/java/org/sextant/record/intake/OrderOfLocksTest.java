package org.sextant.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.Treatment;

/** Two who lock the same sessions, one in Java's order and one in the database's, would wait for each other. */
@QuarkusTest
class OrderOfLocksTest {

    /** As SQL that locks several of them does, the end of a course for example: 0 before f. */
    @Test
    void aSyncLocksSessionsInTheOrderOfTheDatabase() throws Exception {
        var first = session("0");
        var second = session("f");
        var sender = Executors.newSingleThreadExecutor();
        try (var other = Database.asOwner()) {
            other.setAutoCommit(false);
            lock(other, first);
            var status = sender.submit(() -> sync(second, first));
            awaitThatItWaits(other, status);

            // Fails at once where the sync has this one already.
            lock(other, second);

            other.rollback();
            assertThat(status.get()).isEqualTo(207);
        } finally {
            sender.shutdownNow();
        }
    }

    private static void awaitThatItWaits(Connection other, Future<Integer> sync) throws Exception {
        var waits = false;
        while (!waits) {
            assertThat(sync.isDone()).as("It waits for the session").isFalse();
            try (var statement = other.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))")) {
                waits = rows.next();
            }
        }
    }

    private static void lock(Connection other, String session) throws SQLException {
        try (var statement = other.prepareStatement("SELECT FROM session WHERE id = ? FOR UPDATE NOWAIT")) {
            statement.setObject(1, UUID.fromString(session));
            assertThat(statement.executeQuery().next()).isTrue();
        }
    }

    /** In one transaction, because of its key. Nobody has come to the sessions yet, which changes nothing. */
    private static int sync(String session, String other) {
        return as(NURSE)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"items\": [%s, %s]}".formatted(reading(session), reading(other)))
                .post("/v1/sync")
                .statusCode();
    }

    private static String reading(String session) {
        return "{\"type\": \"VITALS\", \"sessionId\": \"%s\", \"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}"
                .formatted(session);
    }

    private static String session(String digit) {
        return Treatment.create(
                "/v1/courses/" + Treatment.activeCourse() + "/sessions",
                "{\"id\": \"%s%s\", \"scheduledAt\": \"2026-01-05T09:00:00Z\"}"
                        .formatted(digit, UUID.randomUUID().toString().substring(1)));
    }
}
