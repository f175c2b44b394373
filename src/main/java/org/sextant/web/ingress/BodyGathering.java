package org.sextant.web.ingress;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.common.core.ResteasyReactiveCallbackContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.sextant.web.RequestPipeline;
import org.sextant.web.Routes;
import org.sextant.web.problem.ClientGone;
import org.sextant.web.problem.ProblemException;

/**
 * Gathers the body of a request before a worker thread takes the request, after the checks of token and role. A slow
 * client therefore costs memory for the bytes that have arrived, and never a thread. A body that an operation reads as
 * a stream (an import) is left to the operation.
 */
class BodyGathering {

    private final CurrentVertxRequest current;
    private final CurrentIdentityAssociation identity;
    private final BodyQuota quota;
    private final Admission admission;
    private final Duration limit;

    BodyGathering(
            CurrentVertxRequest current,
            CurrentIdentityAssociation identity,
            BodyQuota quota,
            Admission admission,
            @ConfigProperty(name = "sextant.http.body-timeout", defaultValue = "60s") Duration limit) {
        this.current = current;
        this.identity = identity;
        this.quota = quota;
        this.admission = admission;
        this.limit = limit;
    }

    @ServerRequestFilter(nonBlocking = true, priority = RequestPipeline.BODY)
    public Uni<Void> gather() {
        var call = current.getCurrent();
        if (!hasBody(call.request())
                || Routes.of(call).filter(Routes.Route::streamsBody).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        var declared = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && Long.parseLong(declared) > ArrivingBody.MAX_LENGTH) {
            throw ArrivingBody.tooLarge();
        }
        var processing = CurrentRequestManager.get();
        return identity.getDeferredIdentity().chain(caller -> gather(call, name(caller), processing));
    }

    private Uni<Void> gather(RoutingContext call, String caller, ResteasyReactiveCallbackContext processing) {
        try {
            quota.begin(caller);
        } catch (ProblemException tooMany) {
            TurnedAway.mark(call);
            return Uni.createFrom().failure(tooMany);
        }
        Admission.giveBack(call);
        return arrival(call, caller, processing)
                .onItemOrFailure()
                .transformToUni((arrived, failure) -> failure == null ? admission.again(call) : refusal(call, failure));
    }

    /** The row of a refusal in the audit trail needs a place too; a client that has left gets no row. */
    private Uni<Void> refusal(RoutingContext call, Throwable failure) {
        Uni<Void> refused = Uni.createFrom().failure(failure);
        return failure instanceof ClientGone || TurnedAway.is(call)
                ? refused
                : admission.again(call).chain(() -> refused);
    }

    private Uni<Void> arrival(RoutingContext call, String caller, ResteasyReactiveCallbackContext processing) {
        return Uni.createFrom().emitter(result -> {
            var body = new ArrivingBody(call, caller, quota, result);
            processing.registerCompletionCallback(processed -> body.free());
            body.gather(limit);
        });
    }

    private static boolean hasBody(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD)) {
            return false;
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null
                ? !length.equals("0")
                : request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** One caller may have several tokens. */
    private static String name(SecurityIdentity caller) {
        return caller.getPrincipal() instanceof JsonWebToken token ? token.getIssuer() + " " + token.getSubject() : "";
    }
}
