package org.sextant.audit.chain;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Goes along a clinic's chain and finds what does not fit. It knows nothing but what it is given: the service and the
 * command for auditors use the same.
 */
final class ChainCheck {

    /** More are counted and not listed. */
    private static final int LISTED = 100;

    private final UUID clinic;
    private final PublicKey key;
    private final Map<Long, Set<String>> signed = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private String previous;
    private long last;
    private String lastXid = "0";
    private long lastSeq;
    private long lastSigned;
    private long checkpoints;
    private long found;

    ChainCheck(UUID clinic, PublicKey key) {
        this.clinic = clinic;
        this.key = key;
        this.previous = TrailEntry.beginning(clinic);
    }

    /** Something that does not fit, at a place of the chain. */
    record Finding(long n, String what) {}

    /**
     * What came out.
     *
     * @param entries how many links there are
     * @param signedUpTo the last place that a checkpoint vouches for
     * @param found how many findings there are, of which the first are listed
     */
    record Outcome(
            boolean intact, long entries, long checkpoints, long signedUpTo, long found, List<Finding> findings) {}

    /** Takes a checkpoint, before any entry. */
    void take(Checkpoint checkpoint) {
        if (!checkpoint.clinicId().equals(clinic)) {
            find(checkpoint.n(), "A checkpoint is of another clinic");
        } else if (!checkpoint.isSignedBy(key)) {
            find(checkpoint.n(), "A checkpoint is not signed by the key");
        } else {
            checkpoints++;
            lastSigned = Math.max(lastSigned, checkpoint.n());
            signed.computeIfAbsent(checkpoint.n(), none -> new HashSet<>()).add(checkpoint.hash());
        }
    }

    /** Takes the next entry. */
    void take(TrailEntry entry) {
        if (entry.n() == null) {
            find(0, "A row was added to the trail: seq " + entry.seq());
            return;
        }
        if (entry.n() != last + 1) {
            find(last + 1, "Links are missing before " + entry.n());
        }
        last = entry.n();
        if (entry.isHollow()) {
            find(last, "A row was removed: seq " + entry.seq());
        } else if (!entry.hashAfter(previous).equals(entry.hash())) {
            find(last, "A row is not what it was: seq " + entry.seq());
        }
        if (!isAfterLast(entry)) {
            find(last, "Rows are not in their order");
        }
        if (signed.getOrDefault(last, Set.of(entry.hash())).stream().anyMatch(hash -> !hash.equals(entry.hash()))) {
            find(last, "The chain was made anew: a checkpoint has another hash");
        }
        previous = entry.hash();
        lastXid = entry.xid();
        lastSeq = entry.seq();
    }

    private boolean isAfterLast(TrailEntry entry) {
        var byTransaction = Long.compareUnsigned(Long.parseUnsignedLong(entry.xid()), Long.parseUnsignedLong(lastXid));
        return byTransaction > 0 || (byTransaction == 0 && entry.seq() > lastSeq);
    }

    /** Ends the walk. */
    Outcome finish() {
        if (lastSigned > last) {
            find(last + 1, "The end was cut off: a checkpoint knows of %d links".formatted(lastSigned));
        }
        if (last > 0 && checkpoints == 0) {
            find(last, "No checkpoint vouches for the chain");
        }
        return new Outcome(found == 0, last, checkpoints, Math.min(lastSigned, last), found, List.copyOf(findings));
    }

    private void find(long n, String what) {
        found++;
        if (findings.size() < LISTED) {
            findings.add(new Finding(n, what));
        }
    }
}
