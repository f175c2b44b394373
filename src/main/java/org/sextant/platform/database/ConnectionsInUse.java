package org.sextant.platform.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;

/**
 * The connections that requests hold. After a failover, a request may wait for the answer of a server that is gone until
 * the socket times out, and keeps its place in the pool meanwhile.
 */
@Singleton
class ConnectionsInUse implements AgroalPoolInterceptor {

    private static final String SERVER_PROCESSES = "SELECT pid FROM pg_stat_activity";

    /** With the process of the server that each leads to. */
    private final Map<Connection, Integer> inUse = new ConcurrentHashMap<>();

    @Override
    public void onConnectionAcquire(Connection connection) {
        follow(connection, physical -> inUse.put(physical, processOf(physical)));
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        follow(connection, inUse::remove);
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        follow(connection, inUse::remove);
    }

    /**
     * Ends each connection whose process does not exist on the server that {@code fresh} leads to; its request fails at
     * once. Behind a pooler, which shows process ids of its own, nothing can be told, and nothing is ended.
     */
    void endLost(Connection fresh) throws SQLException {
        // Before the processes are listed: each of these connections is older than the list.
        var suspects = Map.copyOf(inUse);
        var processes = new HashSet<Integer>();
        try (var statement = fresh.createStatement();
                var rows = statement.executeQuery(SERVER_PROCESSES)) {
            while (rows.next()) {
                processes.add(rows.getInt(1));
            }
        }
        if (!processes.contains(processOf(fresh))) {
            return;
        }
        for (var suspect : suspects.entrySet()) {
            if (!processes.contains(suspect.getValue())) {
                Log.warn("A connection in use leads to no process of the database, and is ended");
                suspect.getKey().abort(Runnable::run);
                inUse.remove(suspect.getKey());
            }
        }
    }

    private static int processOf(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    private interface Step {
        void with(Connection physical) throws SQLException;
    }

    /** Never throws: after an exception the pool would lose the place of the connection. */
    private void follow(Connection connection, Step step) {
        try {
            step.with(connection.unwrap(Connection.class));
        } catch (SQLException closed) {
            // A closed connection does not tell which one it is.
            inUse.keySet().removeIf(ConnectionsInUse::isClosed);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException unknown) {
            return true;
        }
    }
}
