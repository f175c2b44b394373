package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.Reading;

/** Gives the rules the readings of a session. */
public interface ReadingsOfSession {

    /** The readings of the session that are not entered in error, in any order. */
    List<Reading> readingsOf(UUID sessionId);
}
