package org.sextant.identity;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.web.ApiPaths;
import org.sextant.web.RequestPipeline;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemMappers;

/** Requires a valid token for each path of {@link ApiPaths} before any other answer, including 404 for unknown paths. */
class Authentication {

    private final CurrentIdentityAssociation identity;

    Authentication(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> refused(TokenRefused refusal, UriInfo request) {
        return ProblemMappers.unauthenticated(
                refusal.fault().detail(), refusal.fault().challenge(), request);
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = RequestPipeline.AUTHENTICATION)
    public Uni<Void> authenticate(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (!ApiPaths.needsToken(path)) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .onItem()
                .invoke(caller -> {
                    if (caller.isAnonymous()) {
                        throw new TokenRefused(TokenFault.ABSENT);
                    }
                    if (!ApiPaths.isFhir(path)
                            && !Caller.of(caller).smartScopes().isEmpty()) {
                        throw ProblemMappers.forbidden(
                                "The token has scopes of SMART App Launch, which open the FHIR API"
                                        + " alone. Take a token without them for this path.");
                    }
                })
                .replaceWithVoid();
    }
}
