package org.sextant.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The checkpoints that this process has signed, one a line, in an append-only file. The file proves a cut of the chain
 * by a person who can write to the database but not to the file.
 */
@ApplicationScoped
class CheckpointFile {

    private final Path file;
    private final ObjectMapper json;
    private final ConcurrentMap<UUID, Checkpoint> latest = new ConcurrentHashMap<>();

    CheckpointFile(@ConfigProperty(name = "sextant.audit.checkpoint-file") Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
        each(file, json, checkpoint -> latest.put(checkpoint.clinicId(), checkpoint));
    }

    /** The latest checkpoint of a clinic. */
    Optional<Checkpoint> latest(UUID clinic) {
        return Optional.ofNullable(latest.get(clinic));
    }

    /** All checkpoints of a clinic, read from the file now. */
    List<Checkpoint> of(UUID clinic) {
        var found = new ArrayList<Checkpoint>();
        each(file, json, checkpoint -> {
            if (checkpoint.clinicId().equals(clinic)) {
                found.add(checkpoint);
            }
        });
        return found;
    }

    /** Appends a checkpoint, and returns when the checkpoint is on the disk. */
    void append(Checkpoint checkpoint) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var line = ByteBuffer.wrap((json.writeValueAsString(checkpoint) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            latest.put(checkpoint.clinicId(), checkpoint);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("A checkpoint could not be written to " + file, unwritable);
        }
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
            return Optional.of(json.readValue(line, Checkpoint.class));
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }
}
