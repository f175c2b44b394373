package org.sextant.clinic;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
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
 */
@Singleton
public class ConnectionsOfClinic implements AgroalPoolInterceptor {

    private final Caller caller;
    private final Set<Connection> told = ConcurrentHashMap.newKeySet();

    ConnectionsOfClinic(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            // What is handed in is a wrapper, another one each time.
            var one = connection.unwrap(Connection.class);
            if (told.contains(one)) {
                throw new SQLException("A connection came back from another use with its clinic");
            }
            if (connection.getAutoCommit() && Arc.container().requestContext().isActive() && caller.isKnown()) {
                told.add(one);
                tell(connection, caller.clinic().toString());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The database was not told the clinic", failure);
        }
    }

    /** A connection that cannot be told is closed, and never handed out again. */
    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            var one = connection.unwrap(Connection.class);
            if (told.contains(one)) {
                takeBack(one, connection);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException("A connection kept the clinic it was told, and is closed", broken);
        }
    }

    private void takeBack(Connection one, Connection connection) throws SQLException {
        try {
            tell(connection, "");
            told.remove(one);
        } catch (SQLException broken) {
            one.close();
            told.remove(one);
            throw broken;
        }
    }

    private static void tell(Connection connection, String clinic) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('sextant.clinic', ?, false)")) {
            statement.setString(1, clinic);
            statement.executeQuery().close();
        }
    }
}
