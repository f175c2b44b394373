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

/** Goes along the caller's trail from its beginning, a piece at a time, so that its length does not matter. */
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
     * The lines of an export, in its order: all that a verifier needs beside the public key.
     *
     * @param mayGoOn asked before each piece
     * @throws UncheckedIOException where the caller's token is not good any more
     */
    void export(BooleanSupplier mayGoOn, Consumer<TrailLine> to) {
        to.accept(TrailLine.of(caller.clinic()));
        checkpoints().forEach(one -> to.accept(TrailLine.of(one)));
        entries(mayGoOn, entry -> to.accept(TrailLine.of(entry)));
    }

    /** What is found along the way. */
    ChainCheck.Outcome verify() {
        var check = new ChainCheck(caller.clinic(), key.open());
        checkpoints().forEach(check::take);
        entries(() -> true, check::take);
        return check.finish();
    }

    /** Those that this process wrote beside the database too: one who cuts the chain there cannot cut them. */
    private Set<Checkpoint> checkpoints() {
        var all = new LinkedHashSet<>(file.of(caller.clinic()));
        all.addAll(trail.inTransaction(() -> chain.checkpoints(CHECKPOINTS)));
        return all;
    }

    private void entries(BooleanSupplier mayGoOn, Consumer<TrailEntry> to) {
        trail.inTransaction(() -> trail.strays(AT_A_TIME)).forEach(to);
        var after = 0L;
        for (var end = trail.inTransaction(chain::head).n(); after < end; after += AT_A_TIME) {
            if (!mayGoOn.getAsBoolean()) {
                throw new UncheckedIOException(new IOException("The caller's token is not good any more"));
            }
            var from = after;
            List<TrailEntry> piece = trail.inTransaction(() -> trail.chain(from, AT_A_TIME));
            piece.forEach(to);
        }
    }
}
