package org.sextant.exchange.fhir;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.web.ApiPaths;

/**
 * The address of the FHIR API in absolute links. It comes from a setting, never from the headers of a request: whoever
 * could change a link could send a client with its token elsewhere.
 */
@ApplicationScoped
class BaseUrl {

    private final Optional<String> address;
    private final CurrentVertxRequest request;

    BaseUrl(@ConfigProperty(name = "sextant.public-url") Optional<String> address, CurrentVertxRequest request) {
        this.address = address.map(text -> text.replaceFirst("/+$", ""));
        this.request = request;
    }

    /** Without a slash at its end. Without the setting, the address of this machine. */
    String get() {
        return address.orElseGet(() -> "http://127.0.0.1:"
                        + request.getCurrent().request().localAddress().port())
                + ApiPaths.FHIR;
    }
}
