package org.sextant.audit.log;

import io.quarkus.logging.Log;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.sextant.identity.Caller;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;

/**
 * Records, before it is answered, every call of a known caller that has no row yet: what was refused, and what needed no
 * transaction. Of a call whose work is in the trail and which is answered otherwise, it adds how. A caller who is not known
 * belongs to no clinic, and so to no trail: a 401 is in the access log.
 */
class AuditEventFilter {

    private final AuditRepository audit;
    private final AuditEventState row;
    private final Routes routes;
    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest request;
    private final ScheduledExecutorService workers;

    AuditEventFilter(
            AuditRepository audit,
            AuditEventState row,
            Routes routes,
            CurrentIdentityAssociation identity,
            CurrentVertxRequest request,
            ScheduledExecutorService workers) {
        this.audit = audit;
        this.row = row;
        this.routes = routes;
        this.identity = identity;
        this.request = request;
        this.workers = workers;
    }

    @ServerResponseFilter
    public Uni<Void> record(ContainerResponseContext answer) {
        var called = request.getCurrent();
        var status = answer.getStatus();
        if (!called.request().path().startsWith("/v1") || row.says(status)) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToUni(known -> known == null || known.isAnonymous()
                        ? Uni.createFrom().voidItem()
                        : written(AuditEvent.of(
                                AuditedOperation.of(called.request(), routes),
                                status,
                                Caller.of(known),
                                RequestIds.of(called))));
    }

    /** What was refused stays refused where the database cannot be told; nothing else is answered without its row. */
    private Uni<Void> written(AuditEvent line) {
        var here = BlockingOperationControl.isBlockingAllowed();
        Uni<Void> writing = Uni.createFrom().item(() -> {
            audit.record(line);
            if (here) {
                // What is done while the answer is being sent, such as an import, needs no row of its own.
                row.write(line.status());
            }
            return null;
        });
        if (!here) {
            writing = writing.runSubscriptionOn(workers);
        }
        if (line.status() < 400) {
            return writing;
        }
        return writing.onFailure()
                .invoke(failure -> Log.errorf(
                        "The trail lacks the refusal %d of %s by %s: %s",
                        line.status(),
                        line.call().action(),
                        line.requestId(),
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
