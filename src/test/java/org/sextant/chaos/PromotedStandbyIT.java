package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The primary dies under load, and its synchronous standby is promoted. Needs Debian's {@code postgresql} package. */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class PromotedStandbyIT {

    private static final int BETWEEN = 2000;
    private static final Duration BACK = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void nothingIsLostInAFailOver() throws Exception {
        var binaries = Binaries.debian();
        assumeTrue(binaries.isPresent(), "Skipped: Debian's package postgresql is not installed");
        var primary = Postgres.create(binaries.get(), directory.resolve("primary"), Site.freePort());
        var standby = copy(primary);
        var hosts = "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port();
        var url = hosts + "/sextant?targetServerType=primary&connectTimeout=2";
        var relay = new Relay(primary.port());
        try (var scene = Scene.start(
                directory, primary, relay, hosts, Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + url))) {
            var back = scene.stage(standby).run("synchronous standby promoted", 1, BETWEEN, () -> {
                primary.kill();
                standby.run(List.of(
                        "pg_ctl", "promote", "-w", "-D", standby.directory().toString()));
                try (var connection = standby.connect("postgres", "postgres");
                        var statement = connection.createStatement()) {
                    statement.execute("ALTER SYSTEM SET synchronous_standby_names = ''");
                    statement.execute("SELECT pg_reload_conf()");
                }
                return System.nanoTime();
            });
            assertThat(back.servedAfter()).isLessThan(BACK);
        } finally {
            standby.close();
        }
    }

    /** A standby that each commit waits for. */
    private Postgres copy(Postgres primary) throws Exception {
        var standby = primary.standby(directory.resolve("standby"), Site.freePort());
        try (var connection = primary.connect("postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
            statement.execute("SELECT pg_reload_conf()");
        }
        return standby;
    }
}
