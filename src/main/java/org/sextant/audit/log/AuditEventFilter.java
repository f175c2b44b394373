package org.sextant.audit.log;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.sextant.identity.Caller;
import org.sextant.web.ApiPaths;
import org.sextant.web.RequestIds;
import org.sextant.web.Routes;
import org.sextant.web.ingress.TurnedAway;
import org.sextant.web.problem.ClientGone;

/**
 * Records, before the answer, every call of a known caller without a row in the audit trail: refused calls, and calls
 * without a transaction. Where the row of a call states another status than the answer, this filter adds a row with the
 * status of the answer. An unknown caller has no clinic and no audit trail: a 401 is in the access log only. So are a
 * call that was refused because of load, and a call whose client left before the answer.
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
        var call = request.getCurrent();
        var status = answer.getStatus();
        if (!ApiPaths.isOfApi(call.request().path()) || row.states(status) || isWithoutRow(call, status)) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToUni(known -> known == null || known.isAnonymous()
                        ? Uni.createFrom().voidItem()
                        : written(AuditEvent.of(
                                AuditedOperation.of(call, routes), status, Caller.of(known), RequestIds.of(call))));
    }

    /** Nothing was done for a call that was refused because of load, or whose client left before the answer. */
    private static boolean isWithoutRow(RoutingContext call, int status) {
        return status == ClientGone.STATUS || TurnedAway.is(call);
    }

    /** Where the row cannot be written, a refusal is still answered; any other answer becomes an error. */
    private Uni<Void> written(AuditEvent event) {
        var onWorker = BlockingOperationControl.isBlockingAllowed();
        Uni<Void> writing = Uni.createFrom().item(() -> {
            audit.record(event);
            if (onWorker) {
                // Work that continues while the answer is sent, such as an import, needs no second row.
                row.markWritten(event.status());
            }
            return null;
        });
        if (!onWorker) {
            writing = writing.runSubscriptionOn(workers);
        }
        if (event.status() < 400) {
            return writing;
        }
        return writing.onFailure().invoke(event::logMissing).onFailure().recoverWithNull();
    }
}
