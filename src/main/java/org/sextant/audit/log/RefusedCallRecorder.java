package org.sextant.audit.log;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ScheduledExecutorService;
import org.sextant.identity.Caller;
import org.sextant.web.RefusedCalls;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/** Records calls of known callers that a filter of the server refuses, which {@link AuditEventFilter} does not see. */
@ApplicationScoped
class RefusedCallRecorder implements RefusedCalls {

    private final AuditRepository audit;
    private final Routes routes;
    private final ScheduledExecutorService workers;

    RefusedCallRecorder(AuditRepository audit, Routes routes, ScheduledExecutorService workers) {
        this.audit = audit;
        this.routes = routes;
        this.workers = workers;
    }

    @Override
    public Uni<Void> record(RoutingContext call, int status) {
        return QuarkusHttpUser.getSecurityIdentity(call, null)
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToUni(known -> known == null || known.isAnonymous()
                        ? Uni.createFrom().voidItem()
                        : written(AuditEvent.of(
                                AuditedOperation.of(call, routes), status, Caller.of(known), RequestIds.of(call))));
    }

    private Uni<Void> written(AuditEvent event) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    audit.record(event);
                    return null;
                })
                .runSubscriptionOn(workers)
                .onFailure()
                .invoke(event::logMissing)
                .onFailure()
                .recoverWithNull();
    }
}
