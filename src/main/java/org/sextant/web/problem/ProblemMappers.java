package org.sextant.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.util.Collection;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a problem document. No other class writes the HTTP form of a failure. */
public class ProblemMappers {

    /** Among the roles of an operation: no token has it, an emergency access gives it for one request. */
    private static final String EMERGENCY = "EMERGENCY";

    private final BusyLog busy;
    private final CurrentVertxRequest current;
    private final Validator validator;

    ProblemMappers(BusyLog busy, CurrentVertxRequest current, Validator validator) {
        this.validator = validator;
        this.busy = busy;
        this.current = current;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> known(ProblemException failure, UriInfo request) {
        return answer(failure, request);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public RestResponse<Problem> unauthenticated(SecurityException failure, UriInfo request) {
        return unauthenticated("Send a valid bearer token.", "Bearer", request);
    }

    /**
     * 401 for a request without a valid token.
     *
     * @param challenge the value of the header {@code WWW-Authenticate}
     */
    public static RestResponse<Problem> unauthenticated(String detail, String challenge, UriInfo request) {
        return answer(
                CommonProblem.UNAUTHENTICATED.because(detail).header(HttpHeaders.WWW_AUTHENTICATE, challenge), request);
    }

    /** Replaces the framework's default answers, which repeat the rejected value. */
    @ServerExceptionMapper({
        UnfitMembers.class,
        MismatchedInputException.class,
        UnfitContent.class,
        JsonProcessingException.class,
        JsonMappingException.class,
        CharConversionException.class,
        ConstraintViolationException.class
    })
    public RestResponse<Problem> unfit(Exception failure, UriInfo request) {
        return answer(
                failure instanceof UnfitMembers members
                        ? Violations.of(members, validator)
                        : ExceptionTranslator.of(failure),
                request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> refused(WebApplicationException failure, UriInfo request) {
        if (failure.getCause() instanceof JsonProcessingException) {
            return answer(ExceptionTranslator.of(failure.getCause()), request);
        }
        return CommonProblem.ofStatus(failure.getResponse().getStatus())
                .map(problem -> answer(problem.because(problem.title() + "."), request))
                .orElseGet(() -> failed(failure, request));
    }

    /** After a failed lock, pool or connection a retry may succeed; any other failure is a fault of the service. */
    @ServerExceptionMapper
    public RestResponse<Problem> failed(Throwable failure, UriInfo request) {
        if (ClientGone.is(failure, current.getCurrent().response())) {
            return gone();
        }
        var refusal = ExceptionTranslator.of(failure);
        if (refusal.type().equals(CommonProblem.INTERNAL)) {
            Log.errorf(LoggableFailure.of(failure), "Unexpected failure at %s", request.getPath());
        } else {
            busy.count(failure.getClass().getSimpleName());
        }
        return answer(refusal, request);
    }

    /** Nobody reads this answer; the status is for the access log. */
    @ServerExceptionMapper
    public RestResponse<Problem> left(ClientGone left) {
        return gone();
    }

    private static RestResponse<Problem> gone() {
        return ResponseBuilder.<Problem>create(ClientGone.STATUS).build();
    }

    /** The HTTP response of a problem; for the exception mappers of other packages. */
    public static RestResponse<Problem> answer(ProblemException failure, UriInfo request) {
        var response = ResponseBuilder.<Problem>create(failure.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(failure, request.getPath()));
        failure.headers().forEach(response::header);
        return response.build();
    }

    /**
     * 403 where no role of the caller allows the operation.
     *
     * @param roles the roles that may call the operation
     * @param ofCaller the roles of the caller
     */
    public static ProblemException forbidden(Collection<String> roles, Collection<String> ofCaller) {
        var allowed =
                roles.stream().filter(role -> !role.equals(EMERGENCY)).sorted().toList();
        return forbidden("This is for %s%s; the token has %s."
                        .formatted(
                                allowed.isEmpty() ? "nobody" : String.join(", ", allowed),
                                roles.contains(EMERGENCY) ? ", and under an emergency access" : "",
                                ofCaller.isEmpty() ? "no role" : String.join(", ", new TreeSet<>(ofCaller))))
                .with("roles", allowed);
    }

    /** 403 where the caller's role allows the operation, but not for this content or record. */
    public static ProblemException forbidden(String detail) {
        return CommonProblem.FORBIDDEN.because(detail);
    }
}
