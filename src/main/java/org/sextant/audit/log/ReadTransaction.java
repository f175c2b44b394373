package org.sextant.audit.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited.Work;
import org.sextant.web.RequestPipeline;

/**
 * Puts a read and its row in the audit trail into one transaction, which is committed before the answer. Where the
 * answer has another status than the row (304, a refusal), the transaction with the row is rolled back, and
 * {@link AuditEventFilter} writes a row with the status of the answer.
 */
@Audited
@Interceptor
@Priority(RequestPipeline.READ_TRANSACTION)
class ReadTransaction {

    private final AuditRepository audit;
    private final AuditEventState row;

    ReadTransaction(AuditRepository audit, AuditEventState row) {
        this.audit = audit;
        this.row = row;
    }

    @AroundInvoke
    Object read(InvocationContext call) throws Exception {
        var annotation = call.getMethod().getAnnotation(Audited.class);
        var work = annotation == null ? Work.BY_METHOD : annotation.value();
        if (work == Work.IN_PIECES
                || (work == Work.BY_METHOD && !call.getMethod().isAnnotationPresent(GET.class))) {
            return call.proceed();
        }
        QuarkusTransaction.begin();
        var committed = false;
        try {
            audit.beginRead(work == Work.READS_ONE_MOMENT);
            var answer = call.proceed();
            if (row.states(status(answer))) {
                committed = true;
                QuarkusTransaction.commit();
            }
            return answer;
        } finally {
            if (!committed) {
                QuarkusTransaction.rollback();
            }
        }
    }

    /** The status of the answer; 200 for an object without a status. */
    private static int status(Object answer) {
        if (answer instanceof RestResponse<?> response) {
            return response.getStatus();
        }
        return answer instanceof Response response ? response.getStatus() : Response.Status.OK.getStatusCode();
    }
}
