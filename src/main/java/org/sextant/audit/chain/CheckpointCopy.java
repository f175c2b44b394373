package org.sextant.audit.chain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A second file of checkpoints in another place, such as a share of another machine. The copy is written after the first
 * file and by a thread of its own, because a share may fail or hang, and sealing must go on. Where the copy falls behind,
 * it gets the latest checkpoint of each clinic only, which covers all that came before.
 */
@Startup
@ApplicationScoped
class CheckpointCopy {

    private final Optional<Path> file;
    private final ObjectMapper json;
    private final ScheduledExecutorService executor;
    private final Map<UUID, Checkpoint> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile CheckpointLines lines;
    private volatile boolean failing;
    private volatile long waitingSince;

    CheckpointCopy(
            @ConfigProperty(name = "sextant.audit.checkpoint-copy") Optional<Path> file,
            @ConfigProperty(name = "sextant.audit.checkpoint-file") Path first,
            ObjectMapper json,
            ScheduledExecutorService executor) {
        this.file = file;
        this.json = json;
        this.executor = executor;
        file.ifPresentOrElse(
                second -> Log.infof("The checkpoints of the audit trail are copied to %s", second),
                () -> Log.warnf(
                        "The checkpoints of the audit trail are in one place only: %s. Whoever can write there and to the"
                                + " database can cut the trail. Set sextant.audit.checkpoint-copy to a path elsewhere.",
                        first));
        // Read at once: what the copy has counts before anything is sealed.
        file.ifPresent(second -> writeSoon());
    }

    boolean isConfigured() {
        return file.isPresent();
    }

    /** The latest checkpoint of a clinic in the copy; empty also where the copy is not read yet. */
    Optional<Checkpoint> latest(UUID clinic) {
        return Optional.ofNullable(lines).flatMap(read -> read.latest(clinic));
    }

    /** Hands a checkpoint over to be copied; does not wait. */
    void offer(Checkpoint checkpoint) {
        if (file.isPresent()) {
            if (waiting.isEmpty()) {
                waitingSince = System.nanoTime();
            }
            waiting.put(checkpoint.clinicId(), checkpoint);
            writeWaiting();
        }
    }

    /** Tries again what could not be written; does not wait. */
    void writeWaiting() {
        if (!waiting.isEmpty()) {
            writeSoon();
        }
    }

    private void writeSoon() {
        if (writing.compareAndSet(false, true)) {
            executor.execute(this::write);
        }
    }

    private void write() {
        try {
            if (lines == null) {
                lines = new CheckpointLines(file.orElseThrow(), json);
            }
            waiting.forEach((clinic, checkpoint) -> {
                if (!lines.latest(clinic).equals(Optional.of(checkpoint))) {
                    lines.append(checkpoint);
                }
                waiting.remove(clinic, checkpoint);
            });
            if (failing) {
                Log.infof("The checkpoints of the audit trail can be copied again to %s", file.orElseThrow());
            }
            failing = false;
            waitingSince = System.nanoTime();
        } catch (RuntimeException unwritable) {
            if (!failing) {
                Log.warnf(
                        "The checkpoints of the audit trail cannot be copied to %s: %s",
                        file.orElseThrow(), unwritable.getCause());
            }
            failing = true;
        } finally {
            writing.set(false);
        }
    }

    /** For how long checkpoints have been waiting; zero where none waits. */
    Duration behind() {
        return waiting.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - waitingSince);
    }
}
