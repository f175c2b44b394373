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
 * Tells the database the caller's clinic for what is read outside of a transaction, such as the record that an earlier
 * request made. Transactions say so themselves, with their first statement, and only for as long as they last. Here it is
 * said to the connection, so it is taken back before anybody else can have it.
 *
 * <p>Neither hook throws: the pool would never get the connection's place back. A connection that cannot be told is
 * closed. Whoever uses it is refused by the driver, and the pool replaces the connection.
 */
@Singleton
public class TenantConnectionInterceptor implements AgroalPoolInterceptor {

    private final Caller caller;
    private final Set<Connection> told = ConcurrentHashMap.newKeySet();

    TenantConnectionInterceptor(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        closeUnless(connection, physical -> {
            if (told.contains(physical)) {
                throw new IllegalStateException("A connection came back from another use with its clinic");
            }
            if (connection.getAutoCommit() && Arc.container().requestContext().isActive() && caller.isKnown()) {
                told.add(physical);
                tell(connection, caller.clinic().toString());
            }
        });
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        closeUnless(connection, physical -> {
            if (told.contains(physical)) {
                tell(connection, "");
                told.remove(physical);
            }
        });
    }

    /** What is done with a physical connection; the pool hands in a wrapper, another one each time. */
    private interface Step {
        void with(Connection physical) throws SQLException;
    }

    /** Closes the connection where the step fails, whatever the reason. */
    private void closeUnless(Connection connection, Step step) {
        try {
            step.with(connection.unwrap(Connection.class));
        } catch (SQLException lost) {
            Log.warnf("A connection cannot be told its clinic, and is closed: SQLSTATE %s", lost.getSQLState());
            close(connection);
        } catch (RuntimeException fault) {
            Log.error("A connection is closed, because its clinic is not certain", fault);
            close(connection);
        }
    }

    private void close(Connection connection) {
        attempt(() -> {
            var physical = connection.unwrap(Connection.class);
            physical.close();
            // Where it could not be closed it stays in the list, and is not handed out as another caller's.
            told.remove(physical);
        });
        // The pool replaces a connection whose use fails, and so it learns that this one is closed.
        attempt(connection::getAutoCommit);
    }

    /** What may fail on the way to a closed connection. */
    private interface Attempt {
        void run() throws SQLException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException | RuntimeException expected) {
            Log.debugf("A connection is given up: %s", expected.getClass().getSimpleName());
        }
    }

    private static void tell(Connection connection, String clinic) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('sextant.clinic', ?, false)")) {
            statement.setString(1, clinic);
            statement.executeQuery().close();
        }
    }
}
