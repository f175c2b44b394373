package org.sextant.platform.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;

/**
 * The connections that requests hold. After a failover or a break of the network, a request may wait for an answer that
 * never comes until the socket times out, and keeps its place in the pool meanwhile. After a break, its process may be
 * left on the server, and keeps its locks.
 */
@Singleton
class ConnectionsInUse implements AgroalPoolInterceptor {

    /** PostgreSQL shows what a process does to its own login only, which the service sets aside to run with less. */
    private static final String AS_LOGIN = "SET LOCAL ROLE NONE";

    /** True for a process that has answered long ago, while its request still waits or is far behind. */
    private static final String SERVER_PROCESSES = """
            SELECT pid, coalesce(state LIKE 'idle%' AND state_change < clock_timestamp() - interval '3 seconds', false)
            FROM pg_stat_activity""";

    private static final String END_PROCESS = "SELECT pg_terminate_backend(?)";

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
     * Call after a loss of the database. Ends each connection whose process does not exist on the server that
     * {@code fresh} leads to, or has answered and waits for more than 3 s: its answer was lost on the way. The request
     * fails at once, and the process gives up its locks. Behind a pooler, which shows process ids of its own, nothing can
     * be told, and nothing is ended.
     */
    void endLost(Connection fresh) throws SQLException {
        // Before the processes are listed: each of these connections is older than the list.
        var suspects = Map.copyOf(inUse);
        fresh.setAutoCommit(false);
        try {
            var waits = waitsByProcess(fresh);
            if (waits.containsKey(processOf(fresh))) {
                for (var suspect : suspects.entrySet()) {
                    var process = suspect.getValue();
                    if (!waits.containsKey(process)) {
                        end(suspect.getKey());
                    } else if (waits.get(process)) {
                        end(suspect.getKey());
                        endProcess(process, fresh);
                    }
                }
            }
        } finally {
            fresh.rollback();
            fresh.setAutoCommit(true);
        }
    }

    private static Map<Integer, Boolean> waitsByProcess(Connection fresh) throws SQLException {
        try (var statement = fresh.createStatement()) {
            statement.execute(AS_LOGIN);
            var waits = new HashMap<Integer, Boolean>();
            var rows = statement.executeQuery(SERVER_PROCESSES);
            while (rows.next()) {
                waits.put(rows.getInt(1), rows.getBoolean(2));
            }
            return waits;
        }
    }

    private void end(Connection lost) throws SQLException {
        Log.warn("A connection in use has lost the database, and is ended");
        lost.abort(Runnable::run);
        inUse.remove(lost);
    }

    private static void endProcess(int process, Connection fresh) throws SQLException {
        try (var statement = fresh.prepareStatement(END_PROCESS)) {
            statement.setInt(1, process);
            statement.execute();
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
