package org.sextant.web;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;

/** Answers the refusals of the framework's search for a method, which runs before the check of the caller's role. */
class NegotiationMappers {

    private final Routes routes;
    private final CurrentIdentityAssociation caller;

    NegotiationMappers(Routes routes, CurrentIdentityAssociation caller) {
        this.routes = routes;
        this.caller = caller;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notAllowed(NotAllowedException failure, UriInfo uri) {
        return ProblemMappers.answer(
                CommonProblem.METHOD_NOT_ALLOWED
                        .because("The path does not have this method. The Allow header lists its methods.")
                        .header(HttpHeaders.ALLOW, routes.allowed(uri.getPath())),
                uri);
    }

    @ServerExceptionMapper
    public Uni<RestResponse<Problem>> notSupported(NotSupportedException failure, UriInfo uri, Request request) {
        return afterRole(
                CommonProblem.UNSUPPORTED_MEDIA_TYPE.because("This operation does not accept the body's Content-Type."),
                uri,
                request);
    }

    @ServerExceptionMapper
    public Uni<RestResponse<Problem>> notAcceptable(NotAcceptableException failure, UriInfo uri, Request request) {
        return afterRole(
                CommonProblem.NOT_ACCEPTABLE.because(
                        "This operation has no representation of a type that the Accept header names."),
                uri,
                request);
    }

    /** A caller whose role does not allow the operation gets 403, not advice on headers. */
    private Uni<RestResponse<Problem>> afterRole(ProblemException refusal, UriInfo uri, Request request) {
        var roles = routes.roles(uri.getPath(), request.getMethod());
        return caller.getDeferredIdentity()
                .map(identity -> roles.isEmpty() || roles.stream().anyMatch(identity::hasRole))
                .map(mayCall -> ProblemMappers.answer(mayCall ? refusal : ProblemMappers.forbidden(), uri));
    }
}
