package org.sextant.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Problem;
import org.sextant.web.problem.ProblemException;

/**
 * Refuses odd spellings of a path before anything looks at who may call it: authorisation that is bypassed is bypassed
 * by a path that two parts of a server read in two ways. Every path of the API is plain ASCII and needs no escapes.
 */
class PathGuard {

    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_.~@:+,=&$!'()*/-]*");

    /** The page of operations has a slash at its end: what it loads is found relative to that. */
    private static final Pattern EMPTY_OR_DOT_SEGMENT = Pattern.compile("//|/\\.{1,2}(/|$)|^(?!/q/swagger-ui/$).+/$");

    private static final long HARD_LIMIT = 10L * 1024 * 1024;

    /** What is not of the API: health and metrics. */
    private static final Pattern OF_THE_PLATFORM = Pattern.compile("/q/[a-z/]{1,30}");

    private final ObjectMapper json;
    private final Routes routes;

    PathGuard(ObjectMapper json, Routes routes) {
        this.json = json;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, RequestPipeline.PATH);
    }

    private void check(RoutingContext request) {
        var path = request.request().path();
        request.put("route", route(request.request()));
        if (path == null
                || !PLAIN.matcher(path).matches()
                || EMPTY_OR_DOT_SEGMENT.matcher(path).find()) {
            refuse(request, "/", CommonProblem.BAD_REQUEST.because("The path is not spelt plainly."));
        } else if (isStream(request)) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
            request.next();
        } else if (declaredLength(request) > HARD_LIMIT) {
            refuse(request, path, BodyLimit.exceeded());
        } else {
            request.next();
        }
    }

    /** For the access log. */
    private String route(HttpServerRequest request) {
        var path = String.valueOf(request.path());
        return OF_THE_PLATFORM.matcher(path).matches()
                ? path
                : routes.find(request.method().name(), path)
                        .map(Routes.Route::template)
                        .orElse("(no such route)");
    }

    /** True where a body of any length is read line by line. */
    static boolean isStream(RoutingContext request) {
        return request.request().method().equals(HttpMethod.POST)
                && request.request().path().equals("/v1/imports");
    }

    private static long declaredLength(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void refuse(RoutingContext request, String instance, ProblemException failure) {
        try {
            request.response()
                    .setStatusCode(failure.type().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(Problem.of(failure, instance)));
        } catch (JsonProcessingException bug) {
            request.fail(bug);
        }
    }
}
