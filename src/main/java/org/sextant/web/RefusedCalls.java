package org.sextant.web;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Records calls that a filter of the server refuses, before any resource. The audit trail implements this interface. */
public interface RefusedCalls {

    /**
     * Records the call where its caller is known.
     *
     * @param status the status of the answer
     * @return ends when the call is recorded or nobody is known; never fails
     */
    Uni<Void> record(RoutingContext call, int status);
}
