package org.sextant.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns HTTP/2 without TLS off, unless a setting asks for it: proxies that pass an upgrade on to the service would let a
 * client speak to the service past their rules. HTTP/2 with TLS stays.
 */
@ApplicationScoped
class CleartextHttp2 implements HttpServerOptionsCustomizer {

    private final boolean enabled;

    CleartextHttp2(@ConfigProperty(name = "sextant.http.cleartext-http2", defaultValue = "false") boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(enabled);
    }
}
