package org.sextant.exchange.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** What the feed needs of the whole database, without a clinic. Plain JDBC, because nobody has called. */
@ApplicationScoped
class FeedClockRepository {

    /** The processes of all databases of the server: any of them may hold the horizon back. */
    private static final String HORIZON = """
            SELECT CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text),
                   pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmax(pg_current_snapshot()),
                   holder.pid, holder.application_name
            FROM (SELECT) AS once
            LEFT JOIN (SELECT pid, application_name FROM pg_stat_activity WHERE backend_xid IS NOT NULL
                       ORDER BY age(backend_xid) DESC LIMIT 1) AS holder ON true
            """;

    private final DataSource database;

    FeedClockRepository(DataSource database) {
        this.database = database;
    }

    /**
     * Where the horizon is.
     *
     * @param xid the oldest transaction that has not ended
     * @param isHeld false where no writing transaction is open
     * @param pid the process of the oldest writing transaction; 0 where it has none, such as a prepared transaction
     * @param application what that process calls itself; may be null
     */
    record Horizon(String xid, boolean isHeld, int pid, String application) {}

    Horizon horizon() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(HORIZON);
                var row = query.executeQuery()) {
            row.next();
            return new Horizon(row.getString(1), row.getBoolean(2), row.getInt(3), row.getString(4));
        }
    }

    /** Begins a new era where the database is in another server, or where {@code forced}; the era that is now. */
    int beginEra(boolean forced) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT begin_era(?)")) {
            query.setBoolean(1, forced);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Removes changes that could be read since before a moment, at most {@code size} of a clinic; returns their number. */
    int forget(Instant moment, Instant before, int size) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT forget_changes(?, ?, ?)")) {
            query.setTimestamp(1, Timestamp.from(moment));
            query.setTimestamp(2, Timestamp.from(before));
            query.setInt(3, size);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
