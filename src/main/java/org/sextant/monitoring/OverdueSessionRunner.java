package org.sextant.monitoring;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import org.sextant.identity.Caller;

/** Evaluates one overdue session, on behalf of its clinic. */
@ApplicationScoped
class OverdueSessionRunner {

    private final OverdueService service;
    private final Caller caller;

    OverdueSessionRunner(OverdueService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /** Logs a failure, so that the other sessions are still evaluated. The next run tries the failed session again. */
    @ActivateRequestContext
    void evaluate(AlertRepository.Overdue overdue) {
        try {
            caller.actFor(overdue.clinicId());
            service.evaluate(overdue.sessionId());
        } catch (RuntimeException failure) {
            Log.errorf(failure, "The overdue session %s could not be evaluated", overdue.sessionId());
        }
    }
}
