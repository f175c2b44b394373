package org.sextant.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sextant.identity.Caller;

/** Reads the audit trail of the caller's clinic from the beginning, 1000 links at a time, so memory stays bounded. */
@ApplicationScoped
class TrailWalk {

    private static final int AT_A_TIME = 1000;

    private final TrailRepository trail;
    private final ChainRepository chain;
    private final CheckpointFile file;
    private final SealingKey key;
    private final Caller caller;

    TrailWalk(TrailRepository trail, ChainRepository chain, CheckpointFile file, SealingKey key, Caller caller) {
        this.trail = trail;
        this.chain = chain;
        this.file = file;
        this.key = key;
        this.caller = caller;
    }

    /**
     * Passes the lines of an export to {@code to}, in the order of {@link TrailLine}: the complete input of a verifier
     * beside the public key.
     *
     * @param mayContinue evaluated before each piece; false ends the export
     * @throws UncheckedIOException where the caller's token has expired or was revoked
     */
    void export(BooleanSupplier mayContinue, Consumer<TrailLine> to) {
        to.accept(TrailLine.of(caller.clinic()));
        var extent = extent();
        extent.stored().forEach(checkpoint -> to.accept(TrailLine.of(checkpoint)));
        extent.kept().forEach(checkpoint -> to.accept(TrailLine.ofKept(checkpoint)));
        entries(extent.end(), mayContinue, entry -> to.accept(TrailLine.of(entry)));
    }

    /** Checks the whole chain. */
    ChainCheck.Outcome verify() {
        var check = new ChainCheck(caller.clinic(), key.verifying());
        var extent = extent();
        extent.stored().forEach(check::addStored);
        extent.kept().forEach(check::addKept);
        entries(extent.end(), () -> true, check::add);
        return check.finish();
    }

    /**
     * What one walk reads, while sealing goes on.
     *
     * @param stored the checkpoints of the database
     * @param kept the checkpoints outside of the database that are not in it
     * @param end the last link
     */
    private record Extent(Collection<Checkpoint> stored, Collection<Checkpoint> kept, long end) {}

    /**
     * The file first, then the database's checkpoints, then the end of the chain: each covers what was read before. What
     * was signed meanwhile up to this end follows, and nothing beyond.
     */
    private Extent extent() {
        var kept = new LinkedHashSet<>(file.of(caller.clinic()));
        var stored = new LinkedHashSet<>(trail.inTransaction(() -> chain.checkpointsAfter(0)));
        var end = trail.inTransaction(chain::head).n();
        var covered = stored.stream().mapToLong(Checkpoint::n).max().orElse(0);
        trail.inTransaction(() -> chain.checkpointsAfter(covered)).stream()
                .filter(checkpoint -> checkpoint.n() <= end)
                .forEach(stored::add);
        kept.removeAll(stored);
        return new Extent(stored, kept, end);
    }

    private void entries(long end, BooleanSupplier mayContinue, Consumer<TrailEntry> to) {
        trail.inTransaction(() -> trail.strays(AT_A_TIME)).forEach(to);
        for (var after = 0L; after < end; after += AT_A_TIME) {
            if (!mayContinue.getAsBoolean()) {
                throw new UncheckedIOException(new IOException("The caller's token is no longer valid"));
            }
            var from = after;
            var size = (int) Math.min(AT_A_TIME, end - from);
            List<TrailEntry> piece = trail.inTransaction(() -> trail.chain(from, size));
            piece.forEach(to);
        }
    }
}
