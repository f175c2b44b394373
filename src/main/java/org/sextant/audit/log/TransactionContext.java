package org.sextant.audit.log;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import org.sextant.web.RequestPipeline;

/**
 * Attributes every transaction of a service to the caller and records the call, in the transaction's first statement.
 * This interceptor runs inside the interceptor that begins the transaction, so that a failure here rolls back the
 * transaction.
 */
@Interceptor
@Transactional
@Priority(RequestPipeline.TRANSACTION_CONTEXT)
class TransactionContext {

    private final AuditRepository audit;

    TransactionContext(AuditRepository audit) {
        this.audit = audit;
    }

    @AroundInvoke
    Object attribute(InvocationContext call) throws Exception {
        audit.beginCall();
        return call.proceed();
    }
}
