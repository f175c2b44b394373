package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second place of the checkpoints: filled after the first, and never in its way. */
class CheckpointCopyTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final UUID clinic = UUID.randomUUID();
    private final List<Runnable> later = new ArrayList<>();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(0) {
        @Override
        public void execute(Runnable task) {
            later.add(task);
        }
    };

    @TempDir
    Path directory;

    private Path first;
    private Path share;

    @BeforeEach
    void name() {
        first = directory.resolve("first.ndjson");
        share = directory.resolve("share").resolve("copy.ndjson");
    }

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    /** Of a replica that keeps nothing else there. */
    @Test
    void makesTheDirectoryOfTheFirstFile() {
        first = directory.resolve("data").resolve("first.ndjson");

        new CheckpointFile(first, copy(), JSON).append(checkpoint(1));

        assertThat(first).isNotEmptyFile();
    }

    @Test
    void followsTheFirstFile() throws Exception {
        Files.createDirectory(share.getParent());
        var copy = copy();
        var file = new CheckpointFile(first, copy, JSON);
        file.append(checkpoint(1));
        file.append(checkpoint(2));
        runLater();
        assertThat(copied()).containsExactly(checkpoint(2));
        file.append(checkpoint(3));
        runLater();
        assertThat(copied()).containsExactly(checkpoint(2), checkpoint(3));
        assertThat(copy.behind()).isZero();
    }

    /** Nothing of what is here waits for the share. */
    @Test
    void aShareThatHangsDoesNotStopTheFirstFile() {
        var copy = copy();
        var file = new CheckpointFile(first, copy, JSON);
        for (var number = 1; number <= 100; number++) {
            file.append(checkpoint(number));
        }
        assertThat(later).hasSize(1);
        assertThat(file.of(clinic)).hasSize(100);
        assertThat(copy.behind()).isPositive();
    }

    @Test
    void aShareThatFailsIsCaughtUpWith() throws Exception {
        var copy = copy();
        var file = new CheckpointFile(first, copy, JSON);
        file.append(checkpoint(1));
        runLater();
        assertThat(share).doesNotExist();
        assertThat(copy.behind()).isPositive();

        Files.createDirectory(share.getParent());
        copy.writeWaiting();
        runLater();
        assertThat(copied()).containsExactly(checkpoint(1));
        assertThat(copy.behind()).isEqualTo(Duration.ZERO);
    }

    /** What was signed while there was no second place is copied when there is one. */
    @Test
    void aNewShareGetsTheLatestAtTheStart() throws Exception {
        var none = new CheckpointCopy(Optional.empty(), first, JSON, executor);
        new CheckpointFile(first, none, JSON).append(checkpoint(7));
        assertThat(none.behind()).isZero();
        assertThat(none.isConfigured()).isFalse();
        assertThat(later).isEmpty();

        Files.createDirectory(share.getParent());
        new CheckpointFile(first, copy(), JSON).latest(clinic);
        runLater();
        assertThat(copied()).containsExactly(checkpoint(7));
    }

    /** Whoever empties the first file has not emptied the copy. */
    @Test
    void theCopyCountsWhereTheFirstFileIsLost() throws Exception {
        Files.createDirectory(share.getParent());
        new CheckpointFile(first, copy(), JSON).append(checkpoint(9));
        runLater();
        Files.delete(first);

        var copy = copy();
        runLater();
        assertThat(new CheckpointFile(first, copy, JSON).latest(clinic)).containsExactly(checkpoint(9));
    }

    private CheckpointCopy copy() {
        return new CheckpointCopy(Optional.of(share), first, JSON, executor);
    }

    private void runLater() {
        var tasks = List.copyOf(later);
        later.clear();
        tasks.forEach(Runnable::run);
    }

    private List<Checkpoint> copied() {
        var found = new ArrayList<Checkpoint>();
        CheckpointLines.each(share, JSON, found::add);
        return found;
    }

    private Checkpoint checkpoint(long number) {
        return new Checkpoint(clinic, number, "ab", Instant.parse("2026-03-04T08:00:00Z"), number, "c2ln");
    }
}
