package org.sextant.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sextant.web.RequestPipeline;

/** Requires a valid token for each path under {@code /v1} before any other answer, including 404 for unknown paths. */
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
                // Claims of an unexpected JSON type.
                .onFailure(ClassCastException.class)
                .transform(AuthenticationFailedException::new);
    }
}
