package org.sextant.audit.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Checks a clinic's chain link by link and lists the defects. The check depends only on its input, because the service
 * and the command for auditors share this class.
 */
final class ChainCheck {

    /** Further findings are counted, not listed. */
    private static final int LISTED = 100;

    private final UUID clinic;
    private final VerifyingKeys keys;
    private final Map<Long, Set<String>> signed = new HashMap<>();
    /** By whom each valid checkpoint is signed, in the order of signing. */
    private final SortedMap<Checkpoint, Integer> signers = new TreeMap<>(Checkpoint.IN_ORDER);
    /** The numbers of the checkpoints that the database has. */
    private final Set<Long> stored = new HashSet<>();

    private final List<Finding> findings = new ArrayList<>();
    private String previous;
    private long last;
    private String lastXid = "0";
    private long lastSeq;
    private long lastSigned;
    private long newest;
    private long checkpoints;
    private long found;

    ChainCheck(UUID clinic, VerifyingKeys keys) {
        this.clinic = clinic;
        this.keys = keys;
        this.previous = TrailEntry.beginning(clinic);
    }

    /** One defect, at the place {@code n} of the chain; 0 where the row has no place. */
    record Finding(long n, String what) {}

    /**
     * The result of the check.
     *
     * @param intact true where there are no findings
     * @param entries the number of links
     * @param checkpoints the number of checkpoints with a valid signature
     * @param signedUpTo the last place of the chain that a checkpoint covers; 0 where no checkpoint covers a link
     * @param found the number of findings
     * @param findings the first 100 findings
     */
    record Outcome(
            boolean intact, long entries, long checkpoints, long signedUpTo, long found, List<Finding> findings) {}

    /** Adds a checkpoint of the database; all checkpoints come before the first entry. */
    void addStored(Checkpoint checkpoint) {
        if (add(checkpoint)) {
            stored.add(checkpoint.number());
        }
    }

    /** Adds a checkpoint that was kept outside of the database. */
    void addKept(Checkpoint checkpoint) {
        add(checkpoint);
    }

    private boolean add(Checkpoint checkpoint) {
        if (!checkpoint.clinicId().equals(clinic)) {
            find(checkpoint.n(), "A checkpoint is of another clinic");
            return false;
        }
        var signer = keys.signer(checkpoint);
        if (signer.isEmpty()) {
            find(checkpoint.n(), "A checkpoint is not signed by the key");
            return false;
        }
        if (signers.put(checkpoint, signer.getAsInt()) == null) {
            checkpoints++;
        }
        newest = Math.max(newest, checkpoint.number());
        lastSigned = Math.max(lastSigned, checkpoint.n());
        signed.computeIfAbsent(checkpoint.n(), none -> new HashSet<>()).add(checkpoint.hash());
        return true;
    }

    /** Checks the next entry. */
    void add(TrailEntry entry) {
        if (entry.n() == null) {
            find(0, "A row was added to the trail: seq " + entry.seq());
            return;
        }
        if (entry.n() != last + 1) {
            find(last + 1, "Links are missing before " + entry.n());
        }
        last = entry.n();
        if (entry.isRowMissing()) {
            find(last, "A row was removed: seq " + entry.seq());
        } else if (!entry.hashAfter(previous).equals(entry.hash())) {
            find(last, "A row was changed: seq " + entry.seq());
        }
        if (!isAfterLast(entry)) {
            find(last, "Rows are out of order");
        }
        if (signed.getOrDefault(last, Set.of(entry.hash())).stream().anyMatch(hash -> !hash.equals(entry.hash()))) {
            find(last, "The chain was rebuilt: a checkpoint has another hash");
        }
        previous = entry.hash();
        lastXid = entry.xid();
        lastSeq = entry.seq();
    }

    private boolean isAfterLast(TrailEntry entry) {
        var byTransaction = Long.compareUnsigned(Long.parseUnsignedLong(entry.xid()), Long.parseUnsignedLong(lastXid));
        return byTransaction > 0 || (byTransaction == 0 && entry.seq() > lastSeq);
    }

    /** Ends the check, after the last entry. */
    Outcome finish() {
        if (lastSigned > last) {
            find(last + 1, "The end was cut off: a checkpoint covers %d links".formatted(lastSigned));
        }
        if (last > 0 && checkpoints == 0) {
            find(last, "No checkpoint covers the chain");
        }
        checkNumbers();
        checkSigners();
        return new Outcome(found == 0, last, checkpoints, Math.min(lastSigned, last), found, List.copyOf(findings));
    }

    /** Each transaction that adds links adds their checkpoint, and only {@link CheckpointNumbers} lets checkpoints go. */
    private void checkNumbers() {
        if (newest > 0 && lastSigned < last) {
            find(last, "The end is not signed: the last checkpoint covers %d links".formatted(lastSigned));
        }
        CheckpointNumbers.required(newest)
                .filter(number -> !stored.contains(number))
                .sorted()
                .forEach(number -> find(0, "A checkpoint was removed from the database: number " + number));
    }

    /** A key that was replaced signs nothing more: whoever has found or broken it cannot go on with the chain. */
    private void checkSigners() {
        var current = Integer.MAX_VALUE;
        for (var checkpoint : signers.entrySet()) {
            if (checkpoint.getValue() > current) {
                find(checkpoint.getKey().n(), "A checkpoint is signed by a key that was replaced before");
            }
            current = Math.min(current, checkpoint.getValue());
        }
        if (current > 0 && !signers.isEmpty()) {
            find(last, "The last checkpoint is signed by a key that was replaced");
        }
    }

    private void find(long n, String what) {
        found++;
        if (findings.size() < LISTED) {
            findings.add(new Finding(n, what));
        }
    }
}
