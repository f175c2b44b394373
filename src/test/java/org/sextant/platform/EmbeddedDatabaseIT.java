package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sextant.Endurance;
import org.sextant.TestDatabase;

/** The service's own PostgreSQL on a machine where it needs long. */
class EmbeddedDatabaseIT {

    /** Longer than the library waits for a stop; in the long form longer than an orphan is left before it is ended. */
    private static final Duration STANDSTILL = Duration.ofSeconds(Endurance.rounds(30, 7));

    /** What ends in order takes the file of its process id away; what is killed leaves it. */
    @Test
    @Tag("endurance")
    void aStopWaitsUntilPostgresHasEndedInOrder() throws Exception {
        var directory = Files.createTempDirectory("sextant-slow-stop");
        var database = TestDatabase.start(directory);
        var running = directory.resolve("postgres").resolve("postmaster.pid");
        var process = Files.readAllLines(running).get(0).trim();
        assertThat(signal("STOP", process)).isZero();
        CompletableFuture<Void> stop;
        try {
            stop = CompletableFuture.runAsync(() -> close(database));
            Thread.sleep(STANDSTILL.toMillis());
            assertThat(stop).isNotDone();
        } finally {
            signal("CONT", process);
        }
        stop.join();

        assertThat(running).doesNotExist();
        FileUtils.deleteDirectory(directory.toFile());
    }

    private static void close(EmbeddedDatabase database) {
        try {
            database.close();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    /** Returns 0 where there is such a process. */
    private static int signal(String name, String process) throws Exception {
        return new ProcessBuilder("kill", "-" + name, process).start().waitFor();
    }
}
