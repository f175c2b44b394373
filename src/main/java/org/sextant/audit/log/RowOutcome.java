package org.sextant.audit.log;

import io.quarkus.arc.ClientProxy;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * Takes back that a call has its row where the transaction of the row is rolled back. The transaction manager may say so
 * on a thread of its own, which knows of no request: hence the state itself, and not its proxy.
 */
final class RowOutcome implements Synchronization {

    private final AuditEventState row;

    RowOutcome(AuditEventState row) {
        this.row = ClientProxy.unwrap(row);
    }

    @Override
    public void beforeCompletion() {
        // Only the outcome after completion matters.
    }

    @Override
    public void afterCompletion(int outcome) {
        if (outcome != Status.STATUS_COMMITTED) {
            row.markRolledBack();
        }
    }
}
