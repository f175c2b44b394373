package org.sextant.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL that the service starts on the loopback address, for trials and for tests. Its durability settings are
 * those of a production server: a committed write survives a killed process.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The setting that names the directory of the embedded database; not set where the database is another one. */
    public static final String DIRECTORY = "sextant.embedded-database.directory";

    private static final String DATABASE = "sextant";
    private static final String LOG = "postgres.log";
    private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);

    /** The last checkpoint may take long on a slow disk. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);

    private final EmbeddedPostgres postgres;
    private final PostgresProcess process;
    private final DatabasePasswords passwords;
    private PostgresKeeper keeper;

    private EmbeddedDatabase(EmbeddedPostgres postgres, PostgresProcess process, DatabasePasswords passwords) {
        this.postgres = postgres;
        this.process = process;
        this.passwords = passwords;
    }

    /**
     * Starts PostgreSQL in {@code directory}, after ending the orphaned PostgreSQL of a killed service there. Where
     * PostgreSQL ends before {@link #close}, it is started again on the same port.
     *
     * @param onLoss is told the reason, once, where PostgreSQL does not keep running
     * @throws StartupRefusal where PostgreSQL does not start
     */
    public static EmbeddedDatabase start(Path directory, Consumer<String> onLoss) {
        try {
            return open(directory, onLoss);
        } catch (IOException | IllegalStateException failure) {
            throw new StartupRefusal("the embedded PostgreSQL does not start: %s; see %s and the latest file in %s."
                    .formatted(
                            failure.getMessage(),
                            directory.resolve(LOG),
                            new PostgresProcess(directory.resolve("postgres")).log()));
        }
    }

    private static EmbeddedDatabase open(Path directory, Consumer<String> onLoss) throws IOException {
        var cluster = directory.resolve("postgres");
        var process = new PostgresProcess(cluster);
        // Inside the cluster, so that the marker cannot be lost while the data exists.
        var ready = cluster.resolve("sextant.ready");
        if (Files.exists(cluster)) {
            process.endOrphan();
            if (Files.notExists(ready)) {
                // The first start was interrupted, so the cluster never served a request.
                FileUtils.deleteDirectory(cluster.toFile());
            }
        }
        announce(directory, cluster);
        var passwords = DatabasePasswords.in(directory);
        var database = new EmbeddedDatabase(launch(directory, cluster, passwords), process, passwords);
        if (Files.notExists(ready)) {
            database.prepare();
            Files.createFile(ready);
        }
        database.keeper = new PostgresKeeper(
                process,
                directory.resolve(LOG),
                LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of(),
                onLoss);
        return database;
    }

    /** Without these lines the first start would seem to hang. Quarkus, which logs, is not up yet. */
    private static void announce(Path directory, Path cluster) {
        var binaries = directory.resolve("postgres-binaries");
        if (Files.notExists(binaries)) {
            System.out.println("Unpacking PostgreSQL into " + binaries + ", once.");
        }
        if (Files.notExists(cluster)) {
            System.out.println("Making the database in " + cluster + ", once; its tables follow.");
        } else {
            System.out.println("Starting PostgreSQL in " + cluster + ".");
        }
    }

    private static EmbeddedPostgres launch(Path directory, Path cluster, DatabasePasswords passwords)
            throws IOException {
        var log = Redirect.appendTo(directory.resolve(LOG).toFile());
        var binaries = directory.resolve("postgres-binaries");
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                // The target of a symbolic link: the library caches the path for the life of the process.
                .setOverrideWorkingDirectory((Files.exists(binaries) ? binaries.toRealPath() : binaries).toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP_LIMIT)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // Passed to initdb, whose default would accept every local user.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwords.superuserFile().toString())
                // Sorting and letter case do not depend on the machine's locale.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", passwords.superuser())
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "60")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // The text or key of a failed statement may contain patient data, which must not reach the log.
                .setServerConfig("log_error_verbosity", "terse")
                .setServerConfig("log_min_error_statement", "panic")
                .setServerConfig("log_min_messages", "fatal")
                // Rotated by PostgreSQL itself: a file for each day of the week, which replaces the one of the week
                // before.
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgres-%u.log")
                .setServerConfig("log_rotation_age", "1d")
                .setServerConfig("log_truncate_on_rotation", "on")
                .start();
    }

    /** Creates the two logins and the database, once. The migrations create everything else. */
    private void prepare() throws IOException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            createLogin(statement, "sextant_owner", passwords.owner());
            createLogin(statement, "sextant_app", passwords.app());
            statement.execute("CREATE ROLE sextant_runtime NOLOGIN");
            statement.execute("GRANT sextant_runtime TO sextant_app");
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER sextant_owner");
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO sextant_app");
        } catch (SQLException failure) {
            throw new IOException("The embedded database could not be prepared", failure);
        }
    }

    private static void createLogin(Statement statement, String role, String password) throws SQLException {
        statement.execute("CREATE ROLE %s LOGIN PASSWORD %s".formatted(role, statement.enquoteLiteral(password)));
    }

    /** The settings that connect the service to this database: one login for requests, one for migrations. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + DATABASE,
                "quarkus.datasource.username",
                "sextant_app",
                "quarkus.datasource.password",
                passwords.app(),
                "quarkus.flyway.username",
                "sextant_owner",
                "quarkus.flyway.password",
                passwords.owner(),
                DIRECTORY,
                process.cluster().toString());
    }

    /**
     * Stops PostgreSQL in order, never by force, and returns when PostgreSQL has ended.
     *
     * @throws IOException where PostgreSQL has not ended after three minutes; the stop continues
     */
    @Override
    public void close() throws IOException {
        keeper.close();
        // Signals PostgreSQL to stop, waits for five seconds only, and does not report a failed signal.
        postgres.close();
        if (!process.stop(STOP_LIMIT)) {
            throw new IOException("The embedded PostgreSQL is still stopping after " + STOP_LIMIT);
        }
    }
}
