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

/** Links what a clinic's trail has grown by into its chain, and signs what that comes to. */
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
     * Seals all that is settled. Each step is a transaction; a checkpoint goes to the file after the commit, because the
     * file must not know of what the database lost.
     */
    @ActivateRequestContext
    void seal(UUID clinic) {
        caller.actFor(clinic);
        Optional<Checkpoint> made;
        do {
            made = trail.inTransaction(this::step);
            made.ifPresent(file::append);
        } while (made.isPresent());
    }

    /** Empty where nothing is left to do, or another replica does it. */
    private Optional<Checkpoint> step() {
        if (!chain.take()) {
            return Optional.empty();
        }
        if (!isWhatWasSigned()) {
            Log.errorf("The chain of clinic %s is not the one that was signed; it is not continued", caller.clinic());
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
        chain.keep(checkpoint);
        return Optional.of(checkpoint);
    }

    /** A chain that was cut or made anew gets no signature: that would be the forger's. */
    private boolean isWhatWasSigned() {
        var known = new ArrayList<>(chain.checkpoints(1));
        file.latest(caller.clinic()).ifPresent(known::add);
        return known.stream()
                .allMatch(one -> one.isSignedBy(key.open())
                        && chain.hashOf(one.n()).filter(one.hash()::equals).isPresent());
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
