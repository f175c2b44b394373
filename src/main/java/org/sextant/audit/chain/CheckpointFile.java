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
 * The checkpoints that this process has signed, one a line, in a file that is only ever appended to. Whoever can write to
 * the database, and cuts the chain there, still has this against him.
 */
@ApplicationScoped
class CheckpointFile {

    private final Path file;
    private final ObjectMapper json;
    private final ConcurrentMap<UUID, Checkpoint> latest = new ConcurrentHashMap<>();

    CheckpointFile(@ConfigProperty(name = "sextant.audit.checkpoint-file") Path file, ObjectMapper json) {
        this.file = file;
        this.json = json;
        each(file, json, one -> latest.put(one.clinicId(), one));
    }

    /** The last one of a clinic. */
    Optional<Checkpoint> latest(UUID clinic) {
        return Optional.ofNullable(latest.get(clinic));
    }

    /** All of a clinic, as the file has them now. */
    List<Checkpoint> of(UUID clinic) {
        var found = new ArrayList<Checkpoint>();
        each(file, json, one -> {
            if (one.clinicId().equals(clinic)) {
                found.add(one);
            }
        });
        return found;
    }

    /** Adds one, and returns when it is on the disk. */
    void append(Checkpoint checkpoint) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var line = ByteBuffer.wrap((json.writeValueAsString(checkpoint) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            latest.put(checkpoint.clinicId(), checkpoint);
        } catch (IOException full) {
            throw new UncheckedIOException("A checkpoint could not be written to " + file, full);
        }
    }

    /** The checkpoints of a file, one after the other; a last line that a crash cut off is none. */
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
