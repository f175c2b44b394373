package org.sextant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;

/** A look into the database beside the service: as one of the logins. */
public final class Database {

    /** The owner's, for looks: a new connection takes longer than most of them. */
    private static Connection looking;

    private Database() {}

    public static Connection asOwner() throws SQLException, IOException {
        return connect("sextant_owner", "postgres-owner.password");
    }

    public static Connection asService() throws SQLException, IOException {
        return connect("sextant_app", "postgres-app.password");
    }

    /** Who may change the logins themselves. */
    public static Connection asSuperuser() throws SQLException, IOException {
        return connect("postgres", "postgres-superuser.password");
    }

    /** The first column of the first row. */
    public static synchronized long number(String sql, Object... parameters) throws SQLException, IOException {
        if (looking == null || looking.isClosed()) {
            looking = asOwner();
        }
        try (var statement = looking.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Connection connect(String user, String passwordFile) throws SQLException, IOException {
        var config = ConfigProvider.getConfig();
        var directory = Path.of(config.getValue(ServiceUnderTest.DIRECTORY, String.class));
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", Files.readString(directory.resolve(passwordFile)));
        // Counts for the owner alone: row-level security shows it nothing unless it says that it works on all clinics.
        properties.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class), properties);
    }
}
