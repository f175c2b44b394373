package org.sextant.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;

/** Leads whoever opens the bare address of the service in a browser to the page that shows every operation. */
class FrontDoor {

    void open(@Observes Router router) {
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(request -> request.redirect("/q/swagger-ui/"));
    }
}
