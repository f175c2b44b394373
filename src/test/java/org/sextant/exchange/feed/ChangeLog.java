package org.sextant.exchange.feed;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.sextant.Database;
import org.sextant.exchange.feed.FeedPosition.History;

/** Rows of the log, written beside the service in transactions of a test's own. */
public final class ChangeLog {

    private ChangeLog() {}

    /** A connection of the owner with an open transaction. */
    public static Connection open() throws SQLException, IOException {
        var connection = Database.asOwner();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Adds a change of a reading, whose id is returned. */
    public static String add(Connection connection, UUID clinic) throws SQLException {
        var id = UUID.randomUUID().toString();
        try (var insert = connection.prepareStatement(
                "INSERT INTO change_log (clinic_id, type, id, version, change) VALUES (?, 'VITALS', ?, 1, 'CREATED')")) {
            insert.setObject(1, clinic);
            insert.setString(2, id);
            insert.executeUpdate();
        }
        return id;
    }

    /** Adds a change in a transaction of its own. */
    public static String commit(UUID clinic) throws SQLException, IOException {
        try (var connection = open()) {
            var id = add(connection, clinic);
            connection.commit();
            return id;
        }
    }

    /** Adds a change of a record of this kind, of a session where it is not null. */
    public static String commit(UUID clinic, String type, String session) throws SQLException, IOException {
        var id = UUID.randomUUID().toString();
        try (var connection = open();
                var insert = connection.prepareStatement("INSERT INTO change_log (clinic_id, type, id, version, change,"
                        + " session_id) VALUES (?, ?, ?, 1, 'CREATED', CAST(? AS uuid))")) {
            insert.setObject(1, clinic);
            insert.setString(2, type);
            insert.setString(3, id);
            insert.setString(4, session);
            insert.executeUpdate();
            connection.commit();
            return id;
        }
    }

    /** A cursor that was made before the last failover, of a change that did not survive it. */
    public static String cursorOfOlderTimeline(UUID clinic) throws SQLException, IOException {
        var older = new History((int) Database.number("SELECT max(era) FROM feed_era"), 0);
        return new Cursor(new FeedPosition(older.era(), older.timeline(), 999_999_999_999L, 7), older).text(clinic);
    }

    public static void execute(String sql) throws SQLException, IOException {
        try (var owner = Database.asOwner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
