package org.sextant.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sextant.identity.Caller;

/** Reads the audit trail of the caller's clinic from the beginning, 1000 links at a time, so memory stays bounded. */
@ApplicationScoped
class TrailWalk {

    private static final int AT_A_TIME = 1000;
    private static final int CHECKPOINTS = 100_000;

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
        checkpoints().forEach(checkpoint -> to.accept(TrailLine.of(checkpoint)));
        entries(mayContinue, entry -> to.accept(TrailLine.of(entry)));
    }

    /** Checks the whole chain. */
    ChainCheck.Outcome verify() {
        var check = new ChainCheck(caller.clinic(), key.publicKey());
        checkpoints().forEach(check::add);
        entries(() -> true, check::add);
        return check.finish();
    }

    /** The checkpoints of the file and of the database: write access to the database does not reach the file. */
    private Set<Checkpoint> checkpoints() {
        var all = new LinkedHashSet<>(file.of(caller.clinic()));
        all.addAll(trail.inTransaction(() -> chain.checkpoints(CHECKPOINTS)));
        return all;
    }

    private void entries(BooleanSupplier mayContinue, Consumer<TrailEntry> to) {
        trail.inTransaction(() -> trail.strays(AT_A_TIME)).forEach(to);
        var after = 0L;
        for (var end = trail.inTransaction(chain::head).n(); after < end; after += AT_A_TIME) {
            if (!mayContinue.getAsBoolean()) {
                throw new UncheckedIOException(new IOException("The caller's token is no longer valid"));
            }
            var from = after;
            List<TrailEntry> piece = trail.inTransaction(() -> trail.chain(from, AT_A_TIME));
            piece.forEach(to);
        }
    }
}
