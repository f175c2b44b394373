package org.sextant.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.web.RequestPipeline;

/** Asks for a valid token before anything else is said about a path under {@code /v1}, even that it does not exist. */
class Authentication {

    private final CurrentIdentityAssociation identity;

    Authentication(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @ServerRequestFilter(preMatching = true, priority = RequestPipeline.AUTHENTICATION)
    public Uni<Void> authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/v1")) {
            return Uni.createFrom().voidItem();
        }
        return identity.getDeferredIdentity()
                .onItem()
                .invoke(caller -> {
                    if (caller.isAnonymous()) {
                        throw new UnauthorizedException();
                    }
                })
                .replaceWithVoid()
                // Claims of another shape than they should have.
                .onFailure(ClassCastException.class)
                .transform(AuthenticationFailedException::new);
    }
}
