package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.SideEffectFact;

/** Gives the rules the side effects of a session. */
public interface SideEffectsOfSession {

    /** The side effects of the session that are not entered in error, in any order. */
    List<SideEffectFact> sideEffectsOf(UUID sessionId);
}
