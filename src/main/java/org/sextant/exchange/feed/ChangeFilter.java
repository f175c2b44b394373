package org.sextant.exchange.feed;

import java.util.Set;
import java.util.UUID;

/**
 * Which changes a reader is shown.
 *
 * @param types the kinds of records that the reader asks for and may read
 * @param sessionId the only session whose changes are shown; null for all
 */
public record ChangeFilter(Set<String> types, UUID sessionId) {

    /** True where the reader is shown the change. */
    public boolean shows(Change change) {
        return types.contains(change.type()) && (sessionId == null || sessionId.equals(change.sessionId()));
    }
}
