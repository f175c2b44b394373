package org.sextant.monitoring;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import org.sextant.identity.Caller;

/** Has one overdue session judged, on behalf of its clinic. */
@ApplicationScoped
class OverdueSessionRunner {

    private final OverdueService service;
    private final Caller caller;

    OverdueSessionRunner(OverdueService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** A failure is logged and leaves the others alone; the session is still overdue, so the next look tries again. */
    @ActivateRequestContext
    void judge(AlertRepository.Overdue overdue) {
        try {
            caller.actFor(overdue.clinicId());
            service.judge(overdue.sessionId());
        } catch (RuntimeException failure) {
            Log.errorf(failure, "The overdue session %s could not be judged", overdue.sessionId());
        }
    }
}
