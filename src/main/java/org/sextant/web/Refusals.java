package org.sextant.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.ProblemWriter;

/** Answers requests that no resource sees: refused by a filter, or by the router before all filters. */
@ApplicationScoped
class Refusals {

    /** The statuses with which the router answers by itself, without a body. */
    private static final List<Integer> OF_ROUTER = List.of(400, 404, 405, 406, 415);

    private final ProblemWriter problems;
    private final RefusedCalls calls;
    private final KnownPaths paths;

    Refusals(ProblemWriter problems, RefusedCalls calls, KnownPaths paths) {
        this.paths = paths;
        this.problems = problems;
        this.calls = calls;
    }

    void register(@Observes Router router) {
        OF_ROUTER.forEach(status -> router.errorHandler(status, this::ofRouter));
    }

    /**
     * Records the call and answers with a problem document.
     *
     * @param instance the path that the document names
     */
    void answer(RoutingContext call, String instance, ProblemException failure) {
        var loop = call.vertx().getOrCreateContext();
        calls.record(call, failure.type().status())
                .subscribe()
                .with(recorded -> loop.runOnContext(then -> write(call, instance, failure)), call::fail);
    }

    private void ofRouter(RoutingContext call) {
        RequestIds.ensure(call);
        if (call.statusCode() == CommonProblem.NOT_FOUND.status()) {
            var path = call.request().path();
            answer(call, path, paths.notFound(path));
            return;
        }
        var failure = CommonProblem.ofStatus(call.statusCode())
                .orElse(CommonProblem.BAD_REQUEST)
                .because("The request cannot be read.");
        answer(call, "/", failure);
    }

    private void write(RoutingContext call, String instance, ProblemException failure) {
        if (call.response().ended() || call.response().closed()) {
            return;
        }
        problems.refuse(call, instance, failure);
    }
}
