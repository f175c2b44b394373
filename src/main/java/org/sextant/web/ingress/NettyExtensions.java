package org.sextant.web.ingress;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets Netty load {@link HeadTimeoutExtension}, just before the server begins to listen. */
@ApplicationScoped
class NettyExtensions implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        load();
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        load();
    }

    private static void load() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }
}
