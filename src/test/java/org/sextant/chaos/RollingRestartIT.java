package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sextant.identity.DemoIdentity;

/**
 * Two instances behind HAProxy are restarted in turn while 32 clients write, as {@code docs/replicas.md} says: no request
 * fails. Needs Debian's {@code haproxy} package.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class RollingRestartIT {

    private static final int RESTARTS = Integer.getInteger("sextant.chaos.restarts", 20);
    private static final int BETWEEN = 300;

    /** Of each writer: a service that has processors left for its start, as one that is restarted in working hours. */
    private static final int PAUSE_MS = 500;

    @TempDir
    Path directory;

    @Test
    void noRequestFailsInARollingRestart() throws Exception {
        assumeTrue(Files.isExecutable(HaProxy.PROGRAM), "Skipped: Debian's package haproxy is not installed");
        var postgres = Postgres.create(Binaries.embedded(), directory.resolve("postgres"), Site.freePort());
        var key = directory.resolve("audit-key.pem").toString();
        try (var scene = Scene.start(directory, postgres, Map.of("SEXTANT_AUDIT_KEY_FILE", key));
                var second = second(scene.site());
                var proxy = new HaProxy(directory, scene.site().port(), second.port())) {
            second.start();
            proxy.awaitBoth();
            scene.site().behind(proxy.address());
            var instances = List.of(scene.site(), second);
            var turn = new int[1];

            var outcome = scene.stage(postgres)
                    .run("restart of one of two instances", RESTARTS, BETWEEN, PAUSE_MS, () -> {
                        var instance = turn[0]++ % 2;
                        proxy.takeOut(instance);
                        instances.get(instance).close();
                        instances.get(instance).start();
                        proxy.putBack(instance);
                        return System.nanoTime();
                    });
            assertThat(outcome.failed())
                    .as("requests without an answer, or with another status")
                    .isZero();
        }
    }

    /** The same settings, with a directory of its own and the keys of the first. */
    private Site second(Site first) throws Exception {
        var settings = new HashMap<>(first.environment());
        settings.remove("QUARKUS_HTTP_PORT");
        var identity = DemoIdentity.in(first.directory()).settings();
        identity.forEach(
                (name, value) -> settings.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
        settings.remove("SEXTANT_DEMO");
        var second = new Site(directory.resolve("service-1"), settings.get("QUARKUS_DATASOURCE_JDBC_URL"));
        settings.forEach(second::with);
        return second;
    }
}
