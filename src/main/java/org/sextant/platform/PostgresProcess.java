package org.sextant.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of the PostgreSQL whose data is in {@code cluster}. */
record PostgresProcess(Path cluster) {

    /** After this time an orphaned PostgreSQL is killed: it has no clients, and committed writes are on the disk. */
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(20);

    /** The directory of its log, which it rotates itself. */
    Path log() {
        return cluster.resolve("log");
    }

    /** Empty where PostgreSQL does not run. */
    Optional<ProcessHandle> running() throws IOException {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .map(line -> Long.parseLong(line.trim()))
                    .flatMap(ProcessHandle::of)
                    .filter(this::isPostgres);
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    /** The operating system may have reused the process id for another program, or for another PostgreSQL. */
    private boolean isPostgres(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("postgres") && line.contains(cluster.toString()))
                .isPresent();
    }

    /** After {@code kill -9} of the service its PostgreSQL continues to run, and would block the next start. */
    void endOrphan() throws IOException {
        var running = running();
        if (running.isEmpty()) {
            return;
        }
        running.get().destroy();
        if (!ended(running.get(), ORPHAN_LIMIT)) {
            running.get().destroyForcibly();
            ended(running.get(), ORPHAN_LIMIT);
        }
    }

    /** Signals PostgreSQL to stop in order, and waits for the end; false where it has not ended within the limit. */
    boolean stop(Duration limit) throws IOException {
        var running = running();
        running.ifPresent(ProcessHandle::destroy);
        return running.isEmpty() || ended(running.get(), limit);
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
