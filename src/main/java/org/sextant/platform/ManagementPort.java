package org.sextant.platform;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A port of its own for health, metrics and the contract, where one is configured; {@code ManagementPaths} says which paths
 * each port has. Without the setting this class does nothing. The management port of Quarkus is no such switch: it is
 * decided when the service is built.
 */
@ApplicationScoped
class ManagementPort {

    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final Optional<Integer> port;
    private final String host;
    private Router router;
    private HttpServer server;

    ManagementPort(
            Vertx vertx,
            @ConfigProperty(name = "sextant.management.port") Optional<Integer> port,
            @ConfigProperty(name = "sextant.management.host", defaultValue = "127.0.0.1") String host) {
        this.vertx = vertx;
        this.port = port;
        this.host = host;
    }

    void keep(@Observes Router all) {
        router = all;
    }

    void open(@Observes StartupEvent started) {
        port.ifPresent(number -> server = listen(number));
    }

    void close(@Observes ShutdownEvent stopped) {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private HttpServer listen(int number) {
        var options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setHost(host)
                .setPort(number);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(this::handle)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException refused) {
            throw new StartupRefusal(
                    "port %d of %s cannot be opened for management: another program may have bound it. Stop that program, or set another SEXTANT_MANAGEMENT_PORT."
                            .formatted(number, host));
        }
    }

    /** The router of Quarkus takes requests in this wrapper only. No path of operators sets a cookie. */
    private void handle(HttpServerRequest request) {
        router.handle(new QuarkusRequestWrapper(request, (cookie, ofRequest) -> {}));
    }
}
