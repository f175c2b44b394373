package org.sextant.chart.session;

import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.AlertKind;

/** Gives the rules the alerts of a session. */
public interface AlertsOfSession {

    /** The kinds of the session's CRITICAL alerts that are OPEN, the oldest alert first. */
    List<AlertKind> openCriticalOf(UUID sessionId);
}
