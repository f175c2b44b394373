package org.sextant.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of checkpoints after crashes, and after years. */
class CheckpointLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant MORNING = Instant.parse("2026-03-04T08:00:00Z");

    private final UUID clinic = UUID.randomUUID();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("checkpoints.ndjson");
    }

    /** At each place of a line: a crash, or a full disk, can cut it off anywhere. */
    @Test
    void aTornLineDoesNotSpoilTheNext() throws Exception {
        var line = JSON.writeValueAsString(checkpoint(2));
        for (var length = 1; length < line.length(); length += 7) {
            Files.deleteIfExists(file);
            new CheckpointLines(file, JSON).append(checkpoint(1));
            Files.writeString(file, line.substring(0, length), StandardOpenOption.APPEND);

            var again = new CheckpointLines(file, JSON);
            assertThat(again.latest(clinic)).contains(checkpoint(1));
            again.append(checkpoint(3));
            again.append(checkpoint(4));

            assertThat(read()).containsExactly(checkpoint(1), checkpoint(3), checkpoint(4));
            assertThat(Files.readAllLines(file)).hasSize(4);
        }
    }

    /** Only the end of the line is missing: the line counts. */
    @Test
    void aLineWithoutItsEndIsWhole() throws Exception {
        Files.writeString(file, JSON.writeValueAsString(checkpoint(1)));
        new CheckpointLines(file, JSON).append(checkpoint(2));
        assertThat(read()).containsExactly(checkpoint(1), checkpoint(2));
    }

    @Test
    void whatStaysAfterThinningIsWhatTheRuleSays() throws Exception {
        var lines = new CheckpointLines(file, JSON);
        var all = new ArrayList<String>();
        for (var number = 1; number <= 5000; number++) {
            all.add(JSON.writeValueAsString(checkpoint(number)));
        }
        Files.write(file, all);
        lines = new CheckpointLines(file, JSON);
        lines.thin();

        assertThat(read())
                .extracting(Checkpoint::number)
                .contains(5000L)
                .allMatch(number -> CheckpointNumbers.stays(number, 5000))
                .containsAll(CheckpointNumbers.required(5000).boxed().toList())
                .isSorted();
        lines.append(checkpoint(5001));
        assertThat(new CheckpointLines(file, JSON).latest(clinic)).contains(checkpoint(5001));
        assertThat(directory).isDirectoryContaining(one -> one.equals(file));
    }

    /** Signed before checkpoints had numbers: the last of each hour, and the very last of each clinic. */
    @Test
    void ofThoseWithoutNumbersTheLastOfEachHourStays() throws Exception {
        var other = UUID.randomUUID();
        var all = new ArrayList<String>();
        for (var n = 1; n <= 300; n++) {
            all.add(JSON.writeValueAsString(unnumbered(clinic, n, MORNING.plusSeconds(n * 60L))));
        }
        all.add(JSON.writeValueAsString(unnumbered(other, 9, MORNING)));
        Files.write(file, all);
        new CheckpointLines(file, JSON).thin();

        assertThat(read()).extracting(Checkpoint::n).containsExactly(59L, 119L, 179L, 239L, 299L, 300L, 9L);
    }

    @Test
    void aLongFileIsThinnedWhileItIsWritten() throws Exception {
        var all = new ArrayList<String>();
        for (var number = 1; number <= 20_000; number++) {
            all.add(JSON.writeValueAsString(checkpoint(number)));
        }
        Files.write(file, all);
        new CheckpointLines(file, JSON).append(checkpoint(20_001));
        assertThat(Files.readAllLines(file)).hasSizeLessThan(6000);
        assertThat(new CheckpointLines(file, JSON).latest(clinic)).contains(checkpoint(20_001));
    }

    private List<Checkpoint> read() {
        var found = new ArrayList<Checkpoint>();
        CheckpointLines.each(file, JSON, found::add);
        return found;
    }

    private Checkpoint checkpoint(long number) {
        return new Checkpoint(clinic, number, "ab", MORNING.plusSeconds(number), number, "c2ln");
    }

    private static Checkpoint unnumbered(UUID clinic, long n, Instant at) {
        return new Checkpoint(clinic, n, "ab", at, 0, "c2ln");
    }
}
