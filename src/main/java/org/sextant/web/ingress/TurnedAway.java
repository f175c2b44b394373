package org.sextant.web.ingress;

import io.vertx.ext.web.RoutingContext;

/** Marks requests that were refused because of load, before any work. They have no row in the audit trail. */
public final class TurnedAway {

    private static final String KEY = "sextant.turned-away";

    private TurnedAway() {}

    static void mark(RoutingContext call) {
        call.put(KEY, true);
    }

    /** True where the request was refused because of load. */
    public static boolean is(RoutingContext call) {
        return Boolean.TRUE.equals(call.get(KEY));
    }
}
