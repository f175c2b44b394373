package org.sextant.access.revocation;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The revocations of all clinics, as read at one moment. */
final class RevocationList {

    /** One revocation, of the token {@code jti} or of the caller {@code sub}; the other member is null. */
    record Entry(UUID clinic, String jti, String sub, Instant at) {}

    private record Name(UUID clinic, String name) {}

    private final Set<Name> tokens = new HashSet<>();
    private final Map<Name, Instant> callers = new HashMap<>();
    private final long readAt;

    /** @param readAt the time of reading by {@code System.nanoTime()} */
    RevocationList(Collection<Entry> entries, long readAt) {
        entries.forEach(entry -> {
            if (entry.jti() != null) {
                tokens.add(new Name(entry.clinic(), entry.jti()));
            } else {
                callers.merge(
                        new Name(entry.clinic(), entry.sub()),
                        entry.at(),
                        (first, second) -> first.isAfter(second) ? first : second);
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
