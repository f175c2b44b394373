package org.sextant.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;

/** Redirects a browser from {@code /} to the page that lists all operations. */
class FrontDoor {

    void open(@Observes Router router) {
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(request -> request.redirect("/q/swagger-ui/"));
    }
}
