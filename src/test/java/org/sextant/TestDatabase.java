package org.sextant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.sextant.platform.EmbeddedDatabase;

/**
 * The service's own PostgreSQL, up sooner: unpacked once for all tests, and with commits that do not wait for the disk.
 * Tests of a first start, and of what survives a cut, leave it to the service.
 */
public final class TestDatabase {

    public static final Path BINARIES = Path.of("target", "postgres-binaries");

    private TestDatabase() {}

    /** Starts it on a directory, which is made where it is not there. */
    public static EmbeddedDatabase start(Path directory) throws IOException {
        shareBinaries(directory);
        var database = EmbeddedDatabase.start(directory, TestDatabase::lost);
        var settings = database.settings();
        try (var connection = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.flyway.username"),
                        settings.get("quarkus.flyway.password"));
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE %s SET synchronous_commit = off".formatted(connection.getCatalog()));
            // As in the service's own connections: compiling a statement takes longer than the few rows of a test.
            statement.execute("ALTER DATABASE %s SET jit = off".formatted(connection.getCatalog()));
            return database;
        } catch (SQLException failure) {
            database.close();
            throw new IllegalStateException(failure);
        }
    }

    private static void lost(String reason) {
        throw new IllegalStateException(reason);
    }

    /**
     * Makes a directory on which a PostgreSQL is not unpacked again. Who comes first unpacks it, under a lock of the
     * library on a file; processes that come meanwhile wait for it.
     */
    static void shareBinaries(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(BINARIES);
        Files.createSymbolicLink(directory.resolve("postgres-binaries"), BINARIES.toAbsolutePath());
    }

    /** Settings as the environment of a process, to be added to. */
    static Map<String, String> environment(Map<String, String> settings) {
        var environment = new HashMap<String, String>();
        settings.forEach(
                (name, value) -> environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
        return environment;
    }
}
