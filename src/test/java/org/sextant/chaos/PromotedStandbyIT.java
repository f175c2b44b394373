package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        var standby = copy(primary, binaries.get());
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
    private Postgres copy(Postgres primary, Path binaries) throws Exception {
        var copy = directory.resolve("standby");
        primary.run(List.of(
                "pg_basebackup",
                "-D",
                copy.toString(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "-d",
                "host=127.0.0.1 user=postgres application_name=standby port=" + primary.port()));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 user=postgres application_name=standby port=%d'%n"
                        .formatted(primary.port()),
                StandardOpenOption.APPEND);
        var standby = Postgres.existing(binaries, copy, Site.freePort());
        standby.start();
        try (var connection = primary.connect("postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
            statement.execute("SELECT pg_reload_conf()");
        }
        return standby;
    }
}
