package org.sextant.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A file of checkpoints, one a line, in the order of signing. The file is appended to, and now and then thinned by
 * {@link CheckpointNumbers}; of checkpoints without numbers the last of each hour stays.
 */
final class CheckpointLines {

    private static final byte LINE_END = '\n';
    private static final int LINES_BEFORE_THINNING = 20_000;

    private final Path file;
    private final ObjectMapper json;
    private final Map<UUID, Checkpoint> latest = new HashMap<>();
    private long lines;
    private long thinAt;

    /** Reads the file, where there is one. */
    CheckpointLines(Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
        each(file, json, this::count);
        thinAt = LINES_BEFORE_THINNING;
        thinWhereLong();
    }

    private void count(Checkpoint checkpoint) {
        lines++;
        latest.put(checkpoint.clinicId(), checkpoint);
    }

    /** The latest checkpoint of a clinic. */
    synchronized Optional<Checkpoint> latest(UUID clinic) {
        return Optional.ofNullable(latest.get(clinic));
    }

    /** The latest checkpoint of each clinic. */
    synchronized Map<UUID, Checkpoint> latest() {
        return Map.copyOf(latest);
    }

    /** Appends a checkpoint, and returns when the checkpoint is on the disk. */
    synchronized void append(Checkpoint checkpoint) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var line = json.writeValueAsString(checkpoint) + "\n";
            // A line that a crash or a full disk has cut off must not spoil this one.
            var bytes = ByteBuffer.wrap((isTorn() ? "\n" + line : line).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("A checkpoint could not be written to " + file, unwritable);
        }
        count(checkpoint);
        thinWhereLong();
    }

    private boolean isTorn() throws IOException {
        try (var read = new RandomAccessFile(file.toFile(), "r")) {
            if (read.length() == 0) {
                return false;
            }
            read.seek(read.length() - 1);
            return read.read() != LINE_END;
        }
    }

    private void thinWhereLong() {
        if (lines > thinAt) {
            try {
                thin();
            } catch (IOException | UncheckedIOException refused) {
                Log.warnf(
                        "The checkpoints in %s cannot be thinned, and the file grows: %s",
                        file, refused.getClass().getSimpleName());
            }
            thinAt = 2 * lines + LINES_BEFORE_THINNING;
        }
    }

    /** Replaces the file by one with the checkpoints that stay, at once: a crash leaves the one or the other. */
    synchronized void thin() throws IOException {
        var lastOfHours = new HashMap<String, Long>();
        each(file, json, checkpoint -> lastOfHours.put(hour(checkpoint), checkpoint.n()));
        var thinned = file.resolveSibling(file.getFileName() + ".thinned");
        lines = 0;
        try (var out = Files.newBufferedWriter(thinned)) {
            each(file, json, checkpoint -> {
                var newest = latest.get(checkpoint.clinicId());
                if (checkpoint.equals(newest)
                        || (checkpoint.number() == 0
                                ? lastOfHours.get(hour(checkpoint)) == checkpoint.n()
                                : CheckpointNumbers.stays(checkpoint.number(), newest.number()))) {
                    write(out, checkpoint);
                    lines++;
                }
            });
        }
        try (var channel = FileChannel.open(thinned, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(thinned, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private static String hour(Checkpoint checkpoint) {
        return checkpoint.clinicId() + " " + checkpoint.at().truncatedTo(ChronoUnit.HOURS);
    }

    private void write(BufferedWriter out, Checkpoint checkpoint) {
        try {
            out.write(json.writeValueAsString(checkpoint));
            out.write(LINE_END);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The checkpoints could not be thinned: " + file, unwritable);
        }
    }

    /** Passes each checkpoint of the file, as it is now, to {@code to}. */
    synchronized void each(Consumer<Checkpoint> to) {
        each(file, json, to);
    }

    /** Passes each checkpoint of a file to {@code to}; skips unreadable lines, such as a line that a crash cut off. */
    static void each(Path file, ObjectMapper json, Consumer<Checkpoint> to) {
        if (Files.notExists(file)) {
            return;
        }
        try (var lines = Files.lines(file)) {
            lines.flatMap(line -> read(line, json).stream()).forEach(to);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The checkpoints cannot be read: " + file, unreadable);
        }
    }

    private static Optional<Checkpoint> read(String line, ObjectMapper json) {
        try {
            return Optional.ofNullable(json.readValue(line, Checkpoint.class));
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }
}
