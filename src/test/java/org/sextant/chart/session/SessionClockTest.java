package org.sextant.chart.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Api.as;
import static org.sextant.identity.Role.NURSE;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Database;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

/** What a reading writes to move the clock of its session: a small row, without an entry in an index. */
@QuarkusTest
class SessionClockTest {

    @Test
    void aReadingMovesTheClockAndNotTheRowOfTheSession() throws Exception {
        VirtualClock.stoppedAt("2026-01-05T09:20:30Z");
        var session = UUID.fromString(Treatment.infusing());
        var rowBefore = version("session", "id", session);
        var clockBefore = version("session_clock", "session_id", session);

        as(NURSE)
                .body("{\"takenAt\": \"2026-01-05T09:20:00Z\", \"spo2\": 98}")
                .post("/v1/sessions/{id}/vitals", session.toString())
                .then()
                .statusCode(201);

        assertThat(version("session", "id", session)).isEqualTo(rowBefore);
        assertThat(version("session_clock", "session_id", session)).isNotEqualTo(clockBefore);
    }

    /** PostgreSQL says so itself: HOT is an update that needs no entry in an index. */
    @Test
    void theClockMovesWithoutAnEntryInAnIndex() throws Exception {
        VirtualClock.stoppedAt("2026-01-05T09:20:30Z");
        var session = UUID.fromString(Treatment.infusing());
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (var minute = 1; minute <= 10; minute++) {
                statement.executeUpdate("""
                        UPDATE session_clock SET next_vitals_due_at = next_vitals_due_at + interval '1 minute',
                            vitals_overdue_at = vitals_overdue_at + interval '1 minute', clock_set_at = now()
                        WHERE session_id = '%s'""".formatted(session));
            }
            try (var counts = statement.executeQuery("""
                    SELECT pg_stat_get_xact_tuples_updated(oid), pg_stat_get_xact_tuples_hot_updated(oid)
                    FROM pg_class WHERE oid = 'session_clock'::regclass""")) {
                counts.next();
                assertThat(counts.getLong(1)).isEqualTo(10);
                assertThat(counts.getLong(2)).isGreaterThanOrEqualTo(9);
            }
            owner.rollback();
        }
    }

    /** The transaction that wrote the present version of a row. */
    private static long version(String table, String key, UUID id) throws SQLException, IOException {
        return Database.number("SELECT xmin::text::bigint FROM " + table + " WHERE " + key + " = ?", id);
    }
}
