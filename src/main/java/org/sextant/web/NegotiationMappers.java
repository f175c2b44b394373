package org.sextant.web;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemMappers;

/**
 * Answers the refusals of the framework: of its search for a method, which runs before the check of the caller's role,
 * and of this check. Each answer names what there is.
 */
class NegotiationMappers {

    private static final String NOTHING_IS_DELETED =
            " Nothing is deleted: POST to its /retract marks a record as entered in error.";

    private static final String ACCEPT_PATCH = "Accept-Patch";

    private final Routes routes;
    private final KnownPaths paths;
    private final CurrentIdentityAssociation caller;

    NegotiationMappers(Routes routes, KnownPaths paths, CurrentIdentityAssociation caller) {
        this.routes = routes;
        this.paths = paths;
        this.caller = caller;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notFound(NotFoundException failure, UriInfo uri) {
        return ProblemMappers.answer(paths.notFound(uri.getPath()), uri);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> notAllowed(NotAllowedException failure, UriInfo uri, Request request) {
        var allowed = routes.allowed(uri.getPath());
        var instead = request.getMethod().equals(HttpMethod.DELETE) ? NOTHING_IS_DELETED : "";
        return ProblemMappers.answer(
                CommonProblem.METHOD_NOT_ALLOWED
                        .because("This path has %s.%s".formatted(allowed, instead))
                        .header(HttpHeaders.ALLOW, allowed),
                uri);
    }

    @ServerExceptionMapper
    public Uni<RestResponse<Problem>> notSupported(NotSupportedException failure, UriInfo uri, Request request) {
        var consumed = String.join(", ", routes.consumed(uri.getPath(), request.getMethod()));
        var header = request.getMethod().equals(HttpMethod.PATCH) ? ACCEPT_PATCH : HttpHeaders.ACCEPT;
        return afterRole(
                CommonProblem.UNSUPPORTED_MEDIA_TYPE
                        .because("The Content-Type of the body must be %s.".formatted(consumed))
                        .header(header, consumed),
                uri,
                request);
    }

    @ServerExceptionMapper
    public Uni<RestResponse<Problem>> notAcceptable(NotAcceptableException failure, UriInfo uri, Request request) {
        var method = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
        return afterRole(
                CommonProblem.NOT_ACCEPTABLE.because("The Accept header must allow one of %s."
                        .formatted(String.join(", ", routes.produced(uri.getPath(), method)))),
                uri,
                request);
    }

    @ServerExceptionMapper
    public Uni<RestResponse<Problem>> forbidden(ForbiddenException failure, UriInfo uri, Request request) {
        return caller.getDeferredIdentity()
                .map(identity -> ProblemMappers.answer(
                        ProblemMappers.forbidden(rolesAt(uri, request), identity.getRoles()), uri));
    }

    private Set<String> rolesAt(UriInfo uri, Request request) {
        var method = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
        return routes.roles(uri.getPath(), method);
    }

    /** A caller whose role does not allow the operation gets 403, not advice on headers. */
    private Uni<RestResponse<Problem>> afterRole(ProblemException refusal, UriInfo uri, Request request) {
        var roles = rolesAt(uri, request);
        return caller.getDeferredIdentity()
                .map(identity -> roles.isEmpty() || roles.stream().anyMatch(identity::hasRole)
                        ? refusal
                        : ProblemMappers.forbidden(roles, identity.getRoles()))
                .map(answer -> ProblemMappers.answer(answer, uri));
    }
}
