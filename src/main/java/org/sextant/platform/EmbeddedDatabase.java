package org.sextant.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.io.FileUtils;

/**
 * A PostgreSQL that the service starts on the loopback address, for trials and for tests. Its durability settings are
 * those of a production server: a committed write survives a killed process.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String DATABASE = "sextant";
    private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);

    /** The last checkpoint may take long on a slow disk. */
    private static final Duration STOP_LIMIT = Duration.ofMinutes(3);

    /** After this time an orphaned PostgreSQL is killed: it has no clients, and committed writes are on the disk. */
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(20);

    private final EmbeddedPostgres postgres;
    private final Path cluster;
    private final DatabasePasswords passwords;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Path cluster, DatabasePasswords passwords) {
        this.postgres = postgres;
        this.cluster = cluster;
        this.passwords = passwords;
    }

    /**
     * Starts PostgreSQL in {@code directory}, after ending the orphaned PostgreSQL of a killed service there.
     *
     * @throws StartupRefusal where PostgreSQL does not start
     */
    public static EmbeddedDatabase start(Path directory) {
        try {
            return open(directory);
        } catch (IOException | IllegalStateException failure) {
            throw new StartupRefusal("the embedded PostgreSQL does not start: %s; see %s."
                    .formatted(failure.getMessage(), directory.resolve("postgres.log")));
        }
    }

    private static EmbeddedDatabase open(Path directory) throws IOException {
        var cluster = directory.resolve("postgres");
        // Inside the cluster, so that the marker cannot be lost while the data exists.
        var ready = cluster.resolve("sextant.ready");
        if (Files.exists(cluster)) {
            endOrphan(cluster);
            if (Files.notExists(ready)) {
                // The first start was interrupted, so the cluster never served a request.
                FileUtils.deleteDirectory(cluster.toFile());
            }
        }
        var passwords = DatabasePasswords.in(directory);
        var database = new EmbeddedDatabase(launch(directory, cluster, passwords), cluster, passwords);
        if (Files.notExists(ready)) {
            database.prepare();
            Files.createFile(ready);
        }
        return database;
    }

    private static EmbeddedPostgres launch(Path directory, Path cluster, DatabasePasswords passwords)
            throws IOException {
        var log = Redirect.appendTo(directory.resolve("postgres.log").toFile());
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
                passwords.owner());
    }

    /**
     * Stops PostgreSQL in order, never by force, and returns when PostgreSQL has ended.
     *
     * @throws IOException where PostgreSQL has not ended after three minutes; the stop continues
     */
    @Override
    public void close() throws IOException {
        // Signals PostgreSQL to stop, waits for five seconds only, and does not report a failed signal.
        postgres.close();
        var running = running(cluster);
        running.ifPresent(ProcessHandle::destroy);
        if (running.isPresent() && !ended(running.get(), STOP_LIMIT)) {
            throw new IOException("The embedded PostgreSQL is still stopping after " + STOP_LIMIT);
        }
    }

    /** After {@code kill -9} of the service its PostgreSQL continues to run, and would block the next start. */
    private static void endOrphan(Path cluster) throws IOException {
        var running = running(cluster);
        if (running.isEmpty()) {
            return;
        }
        running.get().destroy();
        if (!ended(running.get(), ORPHAN_LIMIT)) {
            running.get().destroyForcibly();
            ended(running.get(), ORPHAN_LIMIT);
        }
    }

    private static Optional<ProcessHandle> running(Path cluster) throws IOException {
        try {
            var pid = Long.parseLong(
                    Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).trim());
            return ProcessHandle.of(pid).filter(process -> isPostgresOf(cluster, process));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    /** The operating system may have reused the process id for another program, or for another PostgreSQL. */
    private static boolean isPostgresOf(Path cluster, ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
                .isPresent();
    }

    private static boolean ended(ProcessHandle process, Duration limit) throws IOException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a PostgreSQL was stopping", interrupted);
        } catch (ExecutionException impossible) {
            throw new IOException("A PostgreSQL could not be watched", impossible);
        }
    }
}
