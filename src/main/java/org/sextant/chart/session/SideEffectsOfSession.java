package org.sextant.chart.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.rules.safety.SideEffectFact;

/** Gives the rules the side effects of a session. */
public interface SideEffectsOfSession {

    /** The side effects of the session that are not entered in error, in any order. */
    default List<SideEffectFact> sideEffectsOf(UUID sessionId) {
        return sideEffectsOf(List.of(sessionId)).getOrDefault(sessionId, List.of());
    }

    /** The same for several sessions, by the session's id, in one query. A session without side effects has no entry. */
    Map<UUID, List<SideEffectFact>> sideEffectsOf(Collection<UUID> sessionIds);
}
