package org.sextant.audit.chain;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sextant.audit.chain.ChainRepository.Head;
import org.sextant.identity.Caller;

/** Links new rows of a clinic's audit trail into the clinic's chain, and signs the new end of the chain. */
@ApplicationScoped
class ClinicSealer {

    private static final int AT_A_TIME = 1000;

    private final TrailRepository trail;
    private final ChainRepository chain;
    private final SealingKey key;
    private final CheckpointFile file;
    private final Caller caller;
    private final InstantSource time;

    ClinicSealer(
            TrailRepository trail,
            ChainRepository chain,
            SealingKey key,
            CheckpointFile file,
            Caller caller,
            InstantSource time) {
        this.trail = trail;
        this.chain = chain;
        this.key = key;
        this.file = file;
        this.caller = caller;
        this.time = time;
    }

    /**
     * Seals all settled rows. Each step is one transaction. A checkpoint is written to the file after the commit,
     * because the file must not contain a link that the database has rolled back.
     */
    @ActivateRequestContext
    void seal(UUID clinic) {
        caller.actFor(clinic);
        Optional<Checkpoint> signed;
        do {
            signed = trail.inTransaction(this::step);
            signed.ifPresent(file::append);
        } while (signed.isPresent());
    }

    /** Empty where no row is left to seal, or another replica is sealing this chain. */
    private Optional<Checkpoint> step() {
        if (!chain.tryLock()) {
            return Optional.empty();
        }
        if (!matchesCheckpoints()) {
            Log.errorf("The chain of clinic %s contradicts its checkpoints, so sealing has stopped", caller.clinic());
            return Optional.empty();
        }
        var head = chain.head();
        var links = linked(trail.settled(head, AT_A_TIME), head);
        if (links.isEmpty()) {
            return Optional.empty();
        }
        chain.link(links);
        var last = links.get(links.size() - 1);
        var checkpoint = key.sign(caller.clinic(), last.n(), last.hash(), time.instant());
        chain.store(checkpoint);
        return Optional.of(checkpoint);
    }

    /** False where the chain was cut or rebuilt: a new signature would make the forged chain valid. */
    private boolean matchesCheckpoints() {
        var known = new ArrayList<>(chain.checkpoints(1));
        file.latest(caller.clinic()).ifPresent(known::add);
        return known.stream()
                .allMatch(checkpoint -> checkpoint.isSignedBy(key.publicKey())
                        && chain.hashOf(checkpoint.n())
                                .filter(checkpoint.hash()::equals)
                                .isPresent());
    }

    private static List<TrailEntry> linked(List<TrailEntry> rows, Head head) {
        var links = new ArrayList<TrailEntry>();
        var n = head.n();
        var hash = head.hash();
        for (var row : rows) {
            var link = row.at(++n, hash);
            links.add(link);
            hash = link.hash();
        }
        return links;
    }
}
