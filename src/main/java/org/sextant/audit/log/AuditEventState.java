package org.sextant.audit.log;

import jakarta.enterprise.context.RequestScoped;

/** Whether the current call has its row in the audit trail, and the status in the row. */
@RequestScoped
class AuditEventState {

    /** The transaction manager may roll back on another thread. */
    private volatile boolean written;

    private volatile int status;

    /** A transaction has written the row with this status; the transaction may still be open. */
    void markWritten(int rowStatus) {
        written = true;
        status = rowStatus;
    }

    /** The transaction of the row was rolled back. */
    void markRolledBack() {
        written = false;
    }

    boolean isWritten() {
        return written;
    }

    /** True where the row is written and has the status of the answer. */
    boolean states(int answerStatus) {
        return written && status == answerStatus;
    }
}
