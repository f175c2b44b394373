package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.Reading;

/** What the rules need to know of the readings of a session, in no order, without those entered in error. */
public interface ReadingsOfSession {

    List<Reading> readingsOf(UUID sessionId);
}
