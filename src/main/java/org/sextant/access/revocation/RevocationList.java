package org.sextant.access.revocation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What was revoked, as it was read at one moment. */
final class RevocationList {

    /** One revocation; of {@code jti} and {@code sub} one is null. */
    record Entry(UUID clinic, String jti, String sub, Instant at) {}

    private record Name(UUID clinic, String name) {}

    private final Set<Name> tokens = new HashSet<>();
    private final Map<Name, Instant> callers = new HashMap<>();
    private final long readAt;

    /** @param readAt by {@code System.nanoTime()} */
    RevocationList(Collection<Entry> entries, long readAt) {
        entries.forEach(entry -> {
            if (entry.jti() != null) {
                tokens.add(new Name(entry.clinic(), entry.jti()));
            } else {
                callers.merge(
                        new Name(entry.clinic(), entry.sub()),
                        entry.at(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        });
        this.readAt = readAt;
    }

    long readAt() {
        return readAt;
    }

    boolean include(UUID clinic, String jti, String sub, Instant issuedAt) {
        var until = callers.get(new Name(clinic, sub));
        return (until != null && !issuedAt.isAfter(until)) || (jti != null && tokens.contains(new Name(clinic, jti)));
    }
}
