package org.sextant.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.sextant.chart.session.SessionRepository;

/** Evaluates a session whose reading is overdue. Each method is one transaction. */
@ApplicationScoped
@Transactional
class OverdueService {

    private final SessionRepository sessions;
    private final AlertReconciler reconciler;

    OverdueService(SessionRepository sessions, AlertReconciler reconciler) {
        this.sessions = sessions;
        this.reconciler = reconciler;
    }

    /** Skips a session that a request or another replica has locked: the lock holder or the next run evaluates it. */
    void evaluate(UUID sessionId) {
        sessions.findSkipLocked(sessionId)
                .ifPresent(session -> reconciler.readingsChanged(session, "Readings came in"));
    }
}
