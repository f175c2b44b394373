package org.sextant.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Writes rows of the log as transactions of many clients do, and knows which were committed, and when. */
public final class Ledger {

    private static final String INSERT =
            "INSERT INTO change_log (clinic_id, type, id, version, change) VALUES (?, 'VITALS', ?, 1, 'CREATED')";

    private final UUID clinic;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();

    public Ledger(UUID clinic) {
        this.clinic = clinic;
    }

    /** Adds so many rows to the open transaction; returns their ids. */
    public List<String> add(Connection connection, int rows) throws SQLException {
        var ids = new ArrayList<String>();
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var i = 0; i < rows; i++) {
                ids.add(UUID.randomUUID().toString());
                insert.setObject(1, clinic);
                insert.setString(2, ids.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return ids;
    }

    /** Commits the open transaction with these rows. */
    public void commit(Connection connection, List<String> ids) throws SQLException {
        connection.commit();
        var now = System.nanoTime();
        ids.forEach(id -> committed.put(id, now));
    }

    /** Adds one row in a transaction of its own. */
    public void commitOne(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        commit(connection, add(connection, 1));
    }

    /** Adds so many rows by one statement, without their ids. */
    public void fill(Connection connection, int rows) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO change_log (clinic_id, type, id, version, change)
                SELECT ?, 'VITALS', gen_random_uuid()::text, 1, 'CREATED' FROM generate_series(1, ?)""")) {
            insert.setObject(1, clinic);
            insert.setInt(2, rows);
            insert.executeUpdate();
        }
    }

    /** The ids of committed rows, and when the commit was acknowledged, by {@link System#nanoTime}. */
    public Map<String, Long> committed() {
        return committed;
    }
}
