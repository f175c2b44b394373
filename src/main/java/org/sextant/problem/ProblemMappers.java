package org.sextant.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.hibernate.JDBCException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into a problem document. No other class knows how a failure looks on the wire. */
public class ProblemMappers {

    /** Classes of SQLSTATE that pass: connection lost, rolled back for another, out of resources, told to stop. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    @ServerExceptionMapper
    public RestResponse<Problem> known(ProblemException failure, UriInfo request) {
        return answer(failure, request);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public RestResponse<Problem> unauthenticated(SecurityException failure, UriInfo request) {
        return answer(
                CommonProblem.UNAUTHENTICATED
                        .because("Send a valid bearer token.")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
                request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> forbidden(ForbiddenException failure, UriInfo request) {
        return answer(forbidden(), request);
    }

    /** Where the JSON is sound but does not fit. The default answer repeats the rejected value. */
    @ServerExceptionMapper
    public RestResponse<Problem> mismatched(MismatchedInputException failure, UriInfo request) {
        if (failure.getOriginalMessage().startsWith("Trailing token")) {
            return malformed(failure, request);
        }
        return answer(Violations.of(JsonPointers.of(failure), JsonPointers.expectation(failure)), request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unfit(UnfitContent failure, UriInfo request) {
        return failure.getCause() instanceof MismatchedInputException mismatch
                ? mismatched(mismatch, request)
                : malformed(failure, request);
    }

    @ServerExceptionMapper({JsonProcessingException.class, JsonMappingException.class, CharConversionException.class})
    public RestResponse<Problem> malformed(Exception failure, UriInfo request) {
        return answer(CommonProblem.BAD_REQUEST.because("The body is not well-formed JSON."), request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> invalid(ConstraintViolationException failure, UriInfo request) {
        if (failure.getConstraintViolations().stream().anyMatch(ProblemMappers::bodyMissing)) {
            return answer(CommonProblem.BAD_REQUEST.because("A JSON body is needed."), request);
        }
        var errors = failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(pointerTo(violation.getPropertyPath()), detail(violation)))
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                .collect(Collectors.toList());
        return answer(
                CommonProblem.INVALID
                        .because("The content does not fit; see errors.")
                        .errors(errors),
                request);
    }

    /** Locks and pools that stay taken: nothing was done, and a retry may find them free. */
    @ServerExceptionMapper({
        RejectedExecutionException.class,
        OptimisticLockException.class,
        PessimisticLockException.class,
        LockTimeoutException.class,
        QueryTimeoutException.class
    })
    public RestResponse<Problem> busy(Exception failure, UriInfo request) {
        Log.warnf("Busy: %s", failure.getClass().getSimpleName());
        return answer(
                CommonProblem.BUSY
                        .because("Nothing was done; try again shortly.")
                        .header(HttpHeaders.RETRY_AFTER, "1"),
                request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> database(JDBCException failure, UriInfo request) {
        var state = failure.getSQLState();
        return state == null || PASSING.contains(state.substring(0, 2)) || state.equals("55P03")
                ? busy(failure, request)
                : unexpected(failure, request);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> refused(WebApplicationException failure, UriInfo request) {
        if (failure.getCause() instanceof JsonProcessingException) {
            return malformed(failure, request);
        }
        return CommonProblem.ofStatus(failure.getResponse().getStatus())
                .map(problem -> answer(problem.because(problem.title() + "."), request))
                .orElseGet(() -> unexpected(failure, request));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unexpected(Throwable bug, UriInfo request) {
        Log.errorf(bug, "Unexpected failure at %s", request.getPath());
        return answer(CommonProblem.INTERNAL.because("The service failed; nothing was done."), request);
    }

    /** The answer to a refusal that another package's mapper has recognised. */
    public static RestResponse<Problem> answer(ProblemException failure, UriInfo request) {
        var response = ResponseBuilder.<Problem>create(failure.type().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(failure, request.getPath()));
        failure.headers().forEach(response::header);
        return response.build();
    }

    /** The refusal of a role. */
    public static ProblemException forbidden() {
        return CommonProblem.FORBIDDEN.because("None of the token's roles may do this.");
    }

    private static boolean bodyMissing(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() == null
                && pointerTo(violation.getPropertyPath()).isEmpty();
    }

    /** Messages of the constraints say what is expected and never repeat the value. */
    private static String detail(ConstraintViolation<?> violation) {
        return violation.getMessage();
    }

    private static String pointerTo(Path path) {
        var pointer = new StringBuilder();
        for (var node : path) {
            if (List.of(ElementKind.METHOD, ElementKind.PARAMETER, ElementKind.BEAN)
                    .contains(node.getKind())) {
                continue;
            }
            if (node.getKey() != null) {
                pointer.append('/').append(node.getKey());
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }
}
