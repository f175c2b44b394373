package org.sextant.audit.log;

import jakarta.enterprise.context.RequestScoped;

/** Whether the call under way has its row in the trail, and what that says. */
@RequestScoped
class AuditEventState {

    private boolean written;
    private int status;

    /** A transaction has written it and is still under way. */
    void write(int saying) {
        written = true;
        status = saying;
    }

    /** That transaction was rolled back, and the row with it. */
    void lose() {
        written = false;
    }

    boolean isWritten() {
        return written;
    }

    /** True where the trail has what is about to be answered. */
    boolean says(int answered) {
        return written && status == answered;
    }
}
