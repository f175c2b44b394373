package org.sextant.record.tenancy;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sextant.identity.Caller;

/**
 * Sets the caller's clinic on a connection for reads outside of a transaction, such as the read of a record that an
 * earlier request has created. A transaction sets the clinic for its own duration, in its first statement. The setting
 * on a connection lasts longer, so this class removes the setting before the pool gives the connection to another
 * caller.
 *
 * <p>Neither hook throws: after an exception the pool would lose the place of the connection. Where the clinic cannot
 * be set or removed, the connection is closed. The driver refuses each further use, and the pool replaces the
 * connection.
 */
@Singleton
public class TenantConnectionInterceptor implements AgroalPoolInterceptor {

    private final Caller caller;
    /** The physical connections with a clinic. */
    private final Set<Connection> assigned = ConcurrentHashMap.newKeySet();

    TenantConnectionInterceptor(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        closeIfFailed(connection, physical -> {
            if (assigned.contains(physical)) {
                throw new IllegalStateException("A connection from the pool still has the clinic of an earlier use");
            }
            if (connection.getAutoCommit() && Arc.container().requestContext().isActive() && caller.isKnown()) {
                assigned.add(physical);
                setClinic(connection, caller.clinic().toString());
            }
        });
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        closeIfFailed(connection, physical -> {
            if (assigned.contains(physical)) {
                setClinic(connection, "");
                assigned.remove(physical);
            }
        });
    }

    /** A step with the physical connection; the pool passes a new wrapper to each hook. */
    private interface Step {
        void with(Connection physical) throws SQLException;
    }

    /** Executes the step, and closes the connection where the step fails for any reason. */
    private void closeIfFailed(Connection connection, Step step) {
        try {
            step.with(connection.unwrap(Connection.class));
        } catch (SQLException lost) {
            Log.warnf(
                    "The clinic of a connection cannot be set or removed, which is closed: SQLSTATE %s",
                    lost.getSQLState());
            close(connection);
        } catch (RuntimeException fault) {
            Log.error("A connection with an uncertain clinic is closed", fault);
            close(connection);
        }
    }

    private void close(Connection connection) {
        attempt(() -> {
            var physical = connection.unwrap(Connection.class);
            physical.close();
            // A connection that cannot be closed stays assigned, so no other caller can use it.
            assigned.remove(physical);
        });
        // A failing use reports the closed connection to the pool, and the pool replaces the connection.
        attempt(connection::getAutoCommit);
    }

    /** A step of closing a connection, which may fail. */
    private interface Attempt {
        void run() throws SQLException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException | RuntimeException expected) {
            Log.debugf(
                    "A step of closing a connection failed: %s",
                    expected.getClass().getSimpleName());
        }
    }

    private static void setClinic(Connection connection, String clinic) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('sextant.clinic', ?, false)")) {
            statement.setString(1, clinic);
            statement.executeQuery().close();
        }
    }
}
