package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.wire.HeadRules;

/**
 * Refuses unusual spellings of a path before authorisation: a path that two parts of a server read in two ways can
 * bypass authorisation. Every path of the API is plain ASCII and needs no escapes.
 */
class PathGuard {

    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_.~@:+,=&$!'()*/-]*");

    /** The page of operations must end in a slash, because its links are relative to that address. */
    private static final Pattern EMPTY_OR_DOT_SEGMENT = Pattern.compile("//|/\\.{1,2}(/|$)|^(?!/q/swagger-ui/$).+/$");

    /** In bytes. A larger declared length is refused before the token is read; above 1 MiB, after the check of the role. */
    private static final long HARD_LIMIT = 10L * 1024 * 1024;

    /** Paths of health and metrics, which are not part of the API. */
    private static final Pattern PLATFORM_PATH = Pattern.compile("/q/[a-z/]{1,30}");

    private final Routes routes;
    private final Refusals refusals;

    PathGuard(Routes routes, Refusals refusals) {
        this.routes = routes;
        this.refusals = refusals;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, RequestPipeline.PATH);
    }

    private void check(RoutingContext request) {
        var path = request.request().path();
        routes.resolve(request);
        request.put("route", route(request));
        if (HeadRules.UNREADABLE.equals(path)) {
            refusals.answer(
                    request,
                    "/",
                    CommonProblem.BAD_REQUEST.because(
                            "The address, the Host header, the version of HTTP or the name of a"
                                    + " header cannot be read. Replace each variable, such as {id}, by its value, and"
                                    + " escape all characters of a query beside letters, digits and"
                                    + " -._~!$'()*,:@/?&=+;."));
        } else if (path == null
                || !PLAIN.matcher(path).matches()
                || EMPTY_OR_DOT_SEGMENT.matcher(path).find()) {
            refusals.answer(
                    request,
                    "/",
                    CommonProblem.BAD_REQUEST.because(
                            "The path may have only letters, digits and -._~@:+,=&$!'()*, without escapes, without empty or dot"
                                    + " segments, and without a slash at its end."));
        } else if (!streamsBody(request) && declaredLength(request) > HARD_LIMIT) {
            refusals.answer(request, path, CommonProblem.TOO_LARGE.because("A body may have at most 1 MiB."));
        } else {
            request.next();
        }
    }

    /** The route for the access log: ids in a path must not be logged. */
    private static String route(RoutingContext request) {
        var path = String.valueOf(request.request().path());
        return PLATFORM_PATH.matcher(path).matches()
                ? path
                : Routes.of(request).map(Routes.Route::template).orElse("(no such route)");
    }

    private static boolean streamsBody(RoutingContext request) {
        return Routes.of(request).filter(Routes.Route::streamsBody).isPresent();
    }

    private static long declaredLength(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
