package org.sextant.exchange.feed;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.exchange.feed.FeedPosition.History;

/**
 * The changes of many clinics at once, for the service's own readers: streams and webhooks. Plain JDBC, because nobody
 * has called.
 */
@ApplicationScoped
public class ChangeLogRepository {

    private static final String AFTER = """
            SELECT clinic_id, era, timeline, xid, seq, type, id, version, change, at, session_id, course_id, written_at
            FROM changes_after(?, ?, ?, ?, ?, ?)
            """;

    private final javax.sql.DataSource watch;
    private final javax.sql.DataSource pool;

    /** @param watch the few connections of the service's own looks, which do not wait behind requests */
    ChangeLogRepository(@DataSource("watch") javax.sql.DataSource watch, javax.sql.DataSource pool) {
        this.watch = watch;
        this.pool = pool;
    }

    /**
     * What could be read at one moment.
     *
     * @param present the history that goes on now
     * @param changes by clinic, in the order of the feed; clinics without changes are missing
     */
    public record Look(History present, Map<UUID, List<Change>> changes) {}

    /**
     * The changes behind the positions, for the one look at the end of the log that all streams share.
     *
     * @param positions where each clinic's readers are
     * @param size the most changes of a clinic
     */
    public Look look(Map<UUID, FeedPosition> positions, int size) throws SQLException {
        return after(watch, positions, size);
    }

    /** The changes of one clinic behind a position, for one of many readers; waits for a connection as requests do. */
    public Look after(UUID clinic, FeedPosition position, int size) throws SQLException {
        return after(pool, Map.of(clinic, position), size);
    }

    private static Look after(javax.sql.DataSource database, Map<UUID, FeedPosition> positions, int size)
            throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(AFTER)) {
            var clinics = List.copyOf(positions.keySet());
            var places = clinics.stream().map(positions::get).toList();
            query.setArray(1, array(connection, "uuid", clinics));
            query.setArray(
                    2,
                    array(
                            connection,
                            "int4",
                            places.stream().map(FeedPosition::era).toList()));
            query.setArray(
                    3,
                    array(
                            connection,
                            "int4",
                            places.stream().map(FeedPosition::timeline).toList()));
            query.setArray(
                    4,
                    array(
                            connection,
                            "int8",
                            places.stream().map(FeedPosition::xid).toList()));
            query.setArray(
                    5,
                    array(
                            connection,
                            "int8",
                            places.stream().map(FeedPosition::seq).toList()));
            query.setInt(6, size);
            try (var rows = query.executeQuery()) {
                return read(rows);
            }
        }
    }

    private static java.sql.Array array(Connection connection, String type, List<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    /** The row without a clinic says where the horizon is. */
    private static Look read(ResultSet rows) throws SQLException {
        var changes = new HashMap<UUID, List<Change>>();
        History present = null;
        while (rows.next()) {
            var clinic = rows.getObject(1, UUID.class);
            if (clinic == null) {
                present = new History(rows.getInt(2), rows.getInt(3));
            } else {
                changes.computeIfAbsent(clinic, first -> new ArrayList<>()).add(change(rows));
            }
        }
        return new Look(present, changes);
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                new FeedPosition(row.getInt(2), row.getInt(3), row.getLong(4), row.getLong(5)),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                ChangeKind.valueOf(row.getString(9)),
                time(row, 10),
                row.getObject(11, UUID.class),
                row.getObject(12, UUID.class),
                time(row, 13));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
