package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.SideEffectFact;

/** What the rules need to know of the side effects of a session, in no order, without those entered in error. */
public interface SideEffectsOfSession {

    List<SideEffectFact> sideEffectsOf(UUID sessionId);
}
