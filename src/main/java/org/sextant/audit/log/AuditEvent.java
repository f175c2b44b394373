package org.sextant.audit.log;

import java.util.UUID;
import org.sextant.identity.Caller;

/** One row of the trail, made while it is known who calls; it may be written on another thread. */
record AuditEvent(
        UUID clinic,
        String issuer,
        String subject,
        String roles,
        String client,
        String requestId,
        AuditedOperation call,
        int status) {

    static AuditEvent of(AuditedOperation called, int status, Caller caller, String requestId) {
        var grant = caller.emergency();
        // Under emergency access a list, too, is of the one patient.
        var call = grant == null || called.record() != null ? called : called.about("patients", grant.patientId());
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

    /** The id of the record that is named, as text; empty text is none for the database either. */
    String record() {
        return call.record() == null ? null : call.record().toString();
    }
}
