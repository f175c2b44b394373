package org.sextant.audit.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The checkpoints outside of the database: those that this process has signed or, where another replica signed them, has
 * seen before it signed the next. The file proves a cut of the chain by a person who can write to the database but not to
 * the file.
 */
@ApplicationScoped
class CheckpointFile {

    private final Path file;
    private final CheckpointLines lines;
    private final CheckpointCopy copy;

    CheckpointFile(
            @ConfigProperty(name = "sextant.audit.checkpoint-file") Path file, CheckpointCopy copy, ObjectMapper json) {
        this.file = file;
        this.lines = new CheckpointLines(file, json);
        this.copy = copy;
        lines.latest().values().forEach(copy::offer);
    }

    /** The latest checkpoints of a clinic, of the file and of its copy. */
    List<Checkpoint> latest(UUID clinic) {
        return Stream.of(lines.latest(clinic), copy.latest(clinic))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The checkpoints of a clinic that stay, read from the file now, and the latest of the copy. */
    List<Checkpoint> of(UUID clinic) {
        var newest = lines.latest(clinic).map(Checkpoint::number).orElse(0L);
        var found = new ArrayList<Checkpoint>();
        lines.each(checkpoint -> {
            if (checkpoint.clinicId().equals(clinic)
                    && (checkpoint.number() == 0 || CheckpointNumbers.stays(checkpoint.number(), newest))) {
                found.add(checkpoint);
            }
        });
        copy.latest(clinic).filter(latest -> !found.contains(latest)).ifPresent(found::add);
        return found;
    }

    /** Appends a checkpoint unless it is the latest, and returns when the checkpoint is on the disk. */
    void append(Checkpoint checkpoint) {
        if (!lines.latest(checkpoint.clinicId()).equals(Optional.of(checkpoint))) {
            makeDirectory();
            lines.append(checkpoint);
            copy.offer(checkpoint);
        }
    }

    /** A replica whose database, issuer and audit key are elsewhere has nothing else in its data directory. */
    private void makeDirectory() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The directory of " + file + " cannot be made", unwritable);
        }
    }
}
