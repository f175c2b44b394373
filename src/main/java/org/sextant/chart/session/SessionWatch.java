package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;

/**
 * Updates the alerts and the monitoring clock of a session. A feature that changes a reading, a side effect or a step
 * calls these methods in the same transaction, with the session locked.
 */
public interface SessionWatch {

    /**
     * Updates the alerts and the clock after a reading or the time of a step was added or changed.
     *
     * @param reason stored as the closing reason of alerts that are withdrawn
     * @return the alerts of the session that readings have raised and that are not withdrawn
     */
    List<RaisedAlert> readingsChanged(Session session, String reason);

    /**
     * Updates the alerts after a side effect was added or changed.
     *
     * @param reason stored as the closing reason of alerts that are withdrawn
     */
    void sideEffectsChanged(Session session, String reason);

    /** The alerts of the session that readings have raised, also the withdrawn alerts. */
    List<RaisedAlert> everRaisedByReadings(UUID sessionId);
}
