package org.sextant.audit.log;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.UUID;
import org.sextant.identity.Caller;

/** One row of the audit trail, created on the thread of the request; another thread may write the row. */
record AuditEvent(
        UUID clinic,
        String issuer,
        String subject,
        String roles,
        String client,
        String requestId,
        AuditedOperation call,
        int status) {

    static AuditEvent of(AuditedOperation operation, int status, Caller caller, String requestId) {
        var only = caller.onlyPatient();
        // Whoever may see one patient only is shown that patient even by a list, so the row names the patient.
        var call = only == null || only.equals(Caller.NOBODY) || operation.record() != null
                ? operation
                : operation.about("patients", only);
        return new AuditEvent(
                caller.clinic(),
                caller.issuer(),
                caller.subject(),
                caller.roles(),
                caller.client(),
                requestId,
                call,
                status);
    }

    /** The end of this call, whose answer was a stream: an entry of its own. */
    AuditEvent ended(long items, Duration open) {
        var action = "%s (ended: %d item%s in %d s)"
                .formatted(call.action(), items, items == 1 ? "" : "s", open.toSeconds());
        var end = new AuditedOperation(action, call.success(), call.collection(), call.record());
        return new AuditEvent(clinic, issuer, subject, roles, client, requestId, end, status);
    }

    /** Logs that the row of a refused call could not be written. */
    void logMissing(Throwable failure) {
        Log.errorf(
                "The audit trail lacks the refusal %d of %s, request %s: %s",
                status, call.action(), requestId, failure.getClass().getSimpleName());
    }

    /** The id of the record that the call names, as text; null where the call names no record. */
    String record() {
        return call.record() == null ? null : call.record().toString();
    }
}
