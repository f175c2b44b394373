package org.sextant.chart.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sextant.rules.safety.Reading;

/** Gives the rules the readings of a session. */
public interface ReadingsOfSession {

    /** The readings of the session that are not entered in error, in any order. */
    default List<Reading> readingsOf(UUID sessionId) {
        return readingsOf(List.of(sessionId)).getOrDefault(sessionId, List.of());
    }

    /** The same for several sessions, by the session's id, in one query. A session without readings has no entry. */
    Map<UUID, List<Reading>> readingsOf(Collection<UUID> sessionIds);
}
