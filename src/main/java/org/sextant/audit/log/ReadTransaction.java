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
 * Makes a read and its row in the trail one transaction, which is committed before anything is answered. An answer other
 * than the row says (304, a refusal) takes the row back; {@link AuditEventFilter} writes what was answered instead.
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
        var own = call.getMethod().getAnnotation(Audited.class);
        var work = own == null ? Work.BY_METHOD : own.value();
        if (work == Work.IN_PIECES
                || (work == Work.BY_METHOD && !call.getMethod().isAnnotationPresent(GET.class))) {
            return call.proceed();
        }
        QuarkusTransaction.begin();
        var done = false;
        try {
            audit.beginRead(work == Work.READS_ONE_MOMENT);
            var answer = call.proceed();
            if (row.says(status(answer))) {
                done = true;
                QuarkusTransaction.commit();
            }
            return answer;
        } finally {
            if (!done) {
                QuarkusTransaction.rollback();
            }
        }
    }

    /** What is answered without a status of its own is 200. */
    private static int status(Object answer) {
        if (answer instanceof RestResponse<?> known) {
            return known.getStatus();
        }
        return answer instanceof Response known ? known.getStatus() : Response.Status.OK.getStatusCode();
    }
}
