package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;

/**
 * Keeps the alerts and the monitoring clock of a session true. Whoever changes what they rest on says so, in the same
 * transaction and with the session locked.
 */
public interface SessionWatch {

    /**
     * A reading, or the time of a step, is new or has changed.
     *
     * @param reason why an alert may not hold any more
     * @return the alerts of the session that readings have raised and that stand
     */
    List<RaisedAlert> readingsChanged(Session session, String reason);

    /**
     * A side effect is new or has changed.
     *
     * @param reason why an alert may not hold any more
     */
    void sideEffectsChanged(Session session, String reason);

    /** The alerts of the session that readings have ever raised, also those that do not stand any more. */
    List<RaisedAlert> everRaisedByReadings(UUID sessionId);
}
