package org.sextant.web.ingress;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.sextant.web.RequestPipeline;

/**
 * Keeps the place of a request until the last of its processing ends. The end of the connection is too early: a worker
 * thread may still execute a request whose client has left, and a flood of such requests would fill all threads.
 */
class PlaceKeeper {

    private final CurrentVertxRequest current;
    private final Admission admission;

    PlaceKeeper(CurrentVertxRequest current, Admission admission) {
        this.current = current;
        this.admission = admission;
    }

    @ServerRequestFilter(preMatching = true, nonBlocking = true, priority = RequestPipeline.PLACE)
    public void keep() {
        var call = current.getCurrent();
        CurrentRequestManager.get().registerCompletionCallback(processed -> Admission.giveBack(call));
        admission.keep(call);
    }
}
