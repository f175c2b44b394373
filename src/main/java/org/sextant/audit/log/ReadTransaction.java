package org.sextant.audit.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited.Work;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.ProblemException;

/**
 * Puts a read and its row in the audit trail into one transaction, which is committed before the answer. Where the
 * answer has another status than success (304, a refusal), the row states that status. Where the read fails in another
 * way, the transaction is rolled back, and {@link AuditEventFilter} writes a row with the status of the answer.
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
            commit(status(answer));
            committed = true;
            return answer;
        } catch (ProblemException refusal) {
            committed = commitRefusal(refusal);
            throw refusal;
        } finally {
            if (!committed) {
                QuarkusTransaction.rollback();
            }
        }
    }

    private void commit(int status) {
        if (!row.states(status)) {
            audit.stateAnswer(status);
        }
        QuarkusTransaction.commit();
    }

    /** False where the database cannot go on with the transaction: its own refusal may be behind the one here. */
    private boolean commitRefusal(ProblemException refusal) {
        if (!row.isWritten()) {
            return false;
        }
        try {
            commit(refusal.type().status());
            return true;
        } catch (RuntimeException ended) {
            refusal.addSuppressed(ended);
            return QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION;
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
