package org.sextant.audit.log;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import org.sextant.web.RequestPipeline;

/**
 * Attributes every transaction of a service to the caller, as its first statement, and records the call with it. It runs
 * just inside the interceptor that begins the transaction, so that a failure here rolls back like any other.
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
