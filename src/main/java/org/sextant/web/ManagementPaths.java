package org.sextant.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps the paths of operators, which are below {@code /q}, and those of the API on the port of each, where operators have
 * a port of their own. A path of the other port is 404.
 */
@ApplicationScoped
class ManagementPaths {

    private static final String PATHS = "/q";

    private final Optional<Integer> port;
    private final Refusals refusals;
    private final KnownPaths paths;

    ManagementPaths(
            @ConfigProperty(name = "sextant.management.port") Optional<Integer> port,
            Refusals refusals,
            KnownPaths paths) {
        this.port = port;
        this.refusals = refusals;
        this.paths = paths;
    }

    void register(@Observes Filters filters) {
        port.ifPresent(number -> filters.register(call -> separate(call, number), RequestPipeline.MANAGEMENT));
    }

    private void separate(RoutingContext call, int number) {
        var path = call.request().path();
        var address = call.request().localAddress();
        if (isOfManagement(path) == (address != null && address.port() == number)) {
            call.next();
        } else {
            refusals.answer(call, path, paths.notFound(path));
        }
    }

    private static boolean isOfManagement(String path) {
        return path.equals(PATHS) || path.startsWith(PATHS + "/");
    }
}
