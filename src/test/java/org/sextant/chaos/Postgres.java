package org.sextant.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL with durable commits, that faults are done to: its processes are killed and stopped, its disk fills. */
final class Postgres implements AutoCloseable {

    /** Of a test on the loopback address alone. */
    static final String PASSWORD = "chaos";

    private static final long LIMIT_MINUTES = 3;

    private final Path binaries;
    private final Path directory;
    private final int port;
    private Process process;

    private Postgres(Path binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory;
        this.port = port;
    }

    /** Makes a cluster with the logins of the service, and starts it. */
    static Postgres create(Path binaries, Path directory, int port) throws IOException, InterruptedException {
        return create(binaries, directory, port, List.of());
    }

    /** The same with more arguments of {@code initdb}. */
    static Postgres create(Path binaries, Path directory, int port, List<String> more)
            throws IOException, InterruptedException {
        var postgres = new Postgres(binaries, directory, port);
        var arguments = new ArrayList<>(List.of(
                "initdb", "-D", directory.toString(), "-U", "postgres", "-A", "trust", "--locale=C", "-E", "UTF8"));
        arguments.addAll(more);
        postgres.run(arguments);
        postgres.start();
        try (var connection = postgres.connect("postgres", "postgres");
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "CREATE ROLE sextant_owner LOGIN",
                    "CREATE ROLE sextant_app LOGIN",
                    "CREATE ROLE sextant_runtime NOLOGIN",
                    "GRANT sextant_runtime TO sextant_app",
                    "CREATE DATABASE sextant OWNER sextant_owner")) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return postgres;
    }

    /**
     * A standby of this one, started, whose name is {@code standby}; no commit waits for it. Not with the embedded
     * programs.
     */
    Postgres standby(Path copy, int itsPort) throws IOException, InterruptedException {
        run(List.of(
                "pg_basebackup",
                "-D",
                copy.toString(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-d",
                "host=127.0.0.1 user=postgres application_name=standby port=" + port));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 user=postgres application_name=standby port=%d'%n".formatted(port),
                StandardOpenOption.APPEND);
        var standby = new Postgres(binaries, copy, itsPort);
        standby.start();
        return standby;
    }

    /** Runs one of its programs to the end; it must succeed. */
    void run(List<String> command) throws IOException, InterruptedException {
        var output = directory.resolveSibling(directory.getFileName() + "-" + command.get(0) + ".log");
        var program = launch(command, output);
        if (!program.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || program.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(output));
        }
    }

    private Process launch(List<String> command, Path output) throws IOException {
        var all = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
            all.addAll(List.of("unshare", "-U"));
        }
        all.add(binaries.resolve(command.get(0)).toString());
        all.addAll(command.subList(1, command.size()));
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .start();
    }

    /** Starts it, and waits until it takes connections; after a crash it has recovered then. */
    void start() throws IOException, InterruptedException {
        launchServer();
        awaitAccepting();
    }

    private void launchServer() throws IOException {
        process = launch(
                List.of(
                        "postgres",
                        "-D",
                        directory.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=300"),
                directory.resolveSibling(directory.getFileName() + "-server.log"));
    }

    void awaitAccepting() throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
        while (true) {
            try (var connection = connect("postgres", "postgres")) {
                connection.createStatement().execute("SELECT 1");
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline || (process != null && !process.isAlive())) {
                    throw new IllegalStateException("PostgreSQL does not start in " + directory, notYet);
                }
                Thread.sleep(20);
            }
        }
    }

    int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    /** The postmaster and all its children. */
    List<ProcessHandle> processes() throws IOException {
        var lines = Files.readAllLines(directory.resolve("postmaster.pid"));
        var postmaster = ProcessHandle.of(Long.parseLong(lines.get(0).trim()));
        var all = new ArrayList<ProcessHandle>();
        postmaster.ifPresent(all::add);
        postmaster.ifPresent(one -> one.descendants().forEach(all::add));
        return all;
    }

    /** As {@code kill -9} of the postmaster and all its children does. */
    void kill() throws IOException, InterruptedException {
        var all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        for (var one : all) {
            one.onExit().join();
        }
        process.waitFor();
    }

    /** Sends a signal to the postmaster and all its children; the postmaster is the last to continue. */
    void signal(String name) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes().forEach(one -> command.add(String.valueOf(one.pid())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** A connection of the owner of the tables, who sees the rows of all clinics. */
    Connection asOwner() throws SQLException {
        return connect("sextant", "sextant_owner");
    }

    Connection connect(String database, String user) throws SQLException {
        var access = new Properties();
        access.setProperty("user", user);
        access.setProperty("password", PASSWORD);
        access.setProperty("connectTimeout", "5");
        access.setProperty("options", "-c sextant.all_clinics=on");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, access);
    }

    /** Stops it at once and in order. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            try {
                signal("INT");
                process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            } catch (IOException ended) {
                process.destroyForcibly();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
