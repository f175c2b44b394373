package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.sextant.chart.session.SessionRepository;

/** Judges a session whose reading is overdue. Each method is one transaction. */
@ApplicationScoped
@Transactional
class OverdueService {

    private final SessionRepository sessions;
    private final AlertReconciler keeper;

    OverdueService(SessionRepository sessions, AlertReconciler keeper) {
        this.sessions = sessions;
        this.keeper = keeper;
    }

    /** Leaves a session alone that a request or another replica has in hand: that one judges it, or the next look. */
    void judge(UUID sessionId) {
        sessions.findSkipLocked(sessionId).ifPresent(session -> keeper.readingsChanged(session, "Readings came in"));
    }
}
