package org.sextant.access.revocation;

import static org.sextant.identity.Role.ADMIN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.audit.log.Audited;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.idempotency.Idempotent;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.Replies;

/** The revocation of tokens before they expire, for a lost tablet or a person who has left the clinic. */
@Path("/v1")
@Audited
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
@Idempotent
class TokenRevocationResource {

    private final TokenRevocationService service;
    private final TokenRevocationRepository revocations;
    private final IdempotentCreate creates;

    TokenRevocationResource(
            TokenRevocationService service, TokenRevocationRepository revocations, IdempotentCreate creates) {
        this.service = service;
        this.revocations = revocations;
        this.creates = creates;
    }

    @POST
    @Path("/token-revocations")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "revokeTokens",
            summary = "Refuse a token, or all tokens that a caller has by now",
            description =
                    "In force on every replica within 60 seconds, answers that are still being sent included. Revoke at"
                            + " the issuer first: it must give out no new ones. Only tokens of the caller's own clinic are met.")
    @APIResponseSchema(value = TokenRevocationView.class, responseCode = "201", responseDescription = "Revoked")
    public RestResponse<TokenRevocationView> revoke(@NotNull @Valid RevokeTokens request) {
        if (!request.hasExactlyOne()) {
            throw Violations.of("", "must have either jti or sub");
        }
        var result =
                creates.execute(request.id(), request, revocations, provenance -> service.revoke(provenance, request));
        return Replies.created(
                result.replayed(),
                "/v1/token-revocations/" + result.record().id(),
                TokenRevocationView.of(result.record()));
    }

    @GET
    @Path("/token-revocations/{id}")
    @RolesAllowed(ADMIN)
    @Operation(
            operationId = "readTokenRevocation",
            summary = "Read a revocation",
            description = "It is forgotten once every token that it meets has expired.")
    public RestResponse<TokenRevocationView> read(
            @RestPath UUID id, @RestHeader(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        return Replies.read(ifNoneMatch, TokenRevocationView.of(revocations.get(id)));
    }
}
