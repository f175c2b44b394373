package org.sextant;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.ConfigProvider;

/** A look into the database beside the service: as one of the logins. */
public final class Database {

    /** The owner's, which nobody uses now: to open a connection takes longer than most looks. */
    private static final Deque<Connection> IDLE = new ConcurrentLinkedDeque<>();

    private Database() {}

    /** A connection as new; after its use it waits for the next one who asks. */
    public static Connection asOwner() throws SQLException, IOException {
        for (var idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
            if (idle.isValid(10)) {
                return lent(idle);
            }
        }
        return lent(connect("sextant_owner", "postgres-owner.password"));
    }

    public static Connection asService() throws SQLException, IOException {
        return connect("sextant_app", "postgres-app.password");
    }

    /** Who may change the logins themselves. */
    public static Connection asSuperuser() throws SQLException, IOException {
        return connect("postgres", "postgres-superuser.password");
    }

    /** The same in another database of the server. */
    public static Connection asSuperuser(String database) throws SQLException, IOException {
        return connect(
                url().replaceFirst("(://[^/]+/)[^?]+", "$1" + database), "postgres", "postgres-superuser.password");
    }

    /** The first column of the first row. */
    public static long number(String sql, Object... parameters) throws SQLException, IOException {
        try (var owner = asOwner();
                var statement = owner.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Connection lent(Connection connection) {
        var ended = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!ended.getAndSet(true)) {
                            giveBack(connection);
                        }
                        return null;
                    }
                    if (method.getName().equals("isClosed")) {
                        return ended.get() || connection.isClosed();
                    }
                    if (ended.get()) {
                        throw new SQLException("The connection is closed");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** As new, or not at all. */
    private static void giveBack(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("RESET ROLE; RESET ALL; DISCARD TEMP; SELECT pg_advisory_unlock_all()");
            }
            IDLE.push(connection);
        } catch (SQLException broken) {
            connection.close();
        }
    }

    private static Connection connect(String user, String passwordFile) throws SQLException, IOException {
        return connect(url(), user, passwordFile);
    }

    private static String url() {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    }

    private static Connection connect(String url, String user, String passwordFile) throws SQLException, IOException {
        var config = ConfigProvider.getConfig();
        var directory = Path.of(config.getValue(ServiceUnderTest.DIRECTORY, String.class));
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", Files.readString(directory.resolve(passwordFile)));
        // Counts for the owner alone: row-level security shows it nothing unless it says that it works on all clinics.
        properties.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection(url, properties);
    }
}
