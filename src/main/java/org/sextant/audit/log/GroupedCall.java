package org.sextant.audit.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A call whose records are stored in one transaction with those of other calls: everything that the audit trail says of
 * it, taken on the thread of its request.
 *
 * @param status of the answer where the call succeeds
 * @param hasRow true where an earlier transaction of the call has written its row
 */
public record GroupedCall(
        String issuer,
        String subject,
        String role,
        String client,
        @JsonProperty("request_id") String requestId,
        String action,
        int status,
        String collection,
        UUID record,
        boolean hasRow) {

    static GroupedCall of(AuditEvent event, boolean hasRow) {
        return new GroupedCall(
                event.issuer(),
                event.subject(),
                event.roles(),
                event.client(),
                event.requestId(),
                event.call().action(),
                event.status(),
                event.call().collection(),
                event.call().record(),
                hasRow);
    }
}
