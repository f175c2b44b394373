package org.sextant.exchange.webhook.sending;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The turns that are taken on this replica. A turn may last as long as its receiver hangs, so no clinic takes more
 * than a share of them, however many addresses it has.
 */
final class Turns {

    static final int MOST_OF_A_CLINIC = 8;

    private static final int MOST = 32;

    private final Map<UUID, Integer> ofClinics = new HashMap<>();
    private int taken;

    /** True where somebody may take one more. */
    synchronized boolean areLeft() {
        return taken < MOST;
    }

    /** The clinics that have their share. */
    synchronized List<UUID> served() {
        return ofClinics.entrySet().stream()
                .filter(clinic -> clinic.getValue() >= MOST_OF_A_CLINIC)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized void take(UUID clinic) {
        taken++;
        ofClinics.merge(clinic, 1, Integer::sum);
    }

    synchronized void giveBack(UUID clinic) {
        taken--;
        ofClinics.compute(clinic, (which, turns) -> turns == null || turns == 1 ? null : turns - 1);
    }
}
