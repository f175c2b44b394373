package org.sextant.audit.chain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sextant.audit.chain.ChainRepository.Head;
import org.sextant.identity.Caller;

/** Links new rows of a clinic's audit trail into the clinic's chain, and signs the new end of the chain. */
@ApplicationScoped
class ClinicSealer {

    private static final int AT_A_TIME = 1000;

    /** After so many checkpoints those that need not stay are deleted. */
    private static final int BEFORE_THINNING = 256;

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
     * because the file must not contain a link that the database has rolled back. Where the key was changed, the
     * new key signs the end of the chain, although there may be no new row.
     *
     * @return false where another replica is sealing this chain
     * @throws ChainContradiction where the chain contradicts its checkpoints; nothing is sealed then
     */
    @ActivateRequestContext
    boolean seal(UUID clinic) {
        caller.actFor(clinic);
        Step step;
        do {
            step = trail.inTransaction(
                    () -> chain.tryLock() ? new Step(true, step()) : new Step(false, Optional.empty()));
            step.signed().ifPresent(file::append);
        } while (step.signed().isPresent());
        return step.isOwn();
    }

    /** One transaction; {@code signed} is empty where no row was left to seal. */
    private record Step(boolean isOwn, Optional<Checkpoint> signed) {}

    private Optional<Checkpoint> step() {
        var latest = chain.latestCheckpoint();
        refuseContradiction(latest);
        // What another replica has signed is known to this one from now on.
        latest.ifPresent(file::append);
        var head = chain.head();
        var links = linked(trail.settled(head, AT_A_TIME), head);
        var isHandedOver = latest.map(key.verifying()::isCurrent).orElse(true);
        if (links.isEmpty() && isHandedOver) {
            return Optional.empty();
        }
        chain.link(links);
        return Optional.of(sign(links.isEmpty() ? head : end(links), latest));
    }

    private Checkpoint sign(Head end, Optional<Checkpoint> latest) {
        var clinic = caller.clinic();
        var number =
                1 + known(latest).stream().mapToLong(Checkpoint::number).max().orElse(0);
        var checkpoint = key.sign(Checkpoint.unsigned(clinic, end.n(), end.hash(), time.instant(), number));
        chain.store(checkpoint);
        if (number % BEFORE_THINNING == 0) {
            chain.thin();
        }
        return checkpoint;
    }

    private void refuseContradiction(Optional<Checkpoint> latest) {
        var contradicted = known(latest).stream()
                .anyMatch(checkpoint -> key.verifying().signer(checkpoint).isEmpty()
                        || chain.hashOf(checkpoint.n())
                                .filter(checkpoint.hash()::equals)
                                .isEmpty());
        if (contradicted) {
            throw new ChainContradiction();
        }
    }

    /** The last checkpoint of the database, and the last ones outside. */
    private Set<Checkpoint> known(Optional<Checkpoint> latest) {
        var known = new HashSet<>(file.latest(caller.clinic()));
        latest.ifPresent(known::add);
        return known;
    }

    private static Head end(List<TrailEntry> links) {
        var last = links.get(links.size() - 1);
        return new Head(last.n(), last.xid(), last.seq(), last.hash());
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
