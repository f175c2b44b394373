package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sextant.live.Await;
import org.sextant.live.FeedFollower;

/**
 * A dump of a server that has given many transaction numbers is restored into a new one, as {@code docs/deployment.md}
 * says: where the step that moves the counter is forgotten, the service does not start. After it, a reader is told
 * once that the database was restored, and misses neither what it had not read yet nor what comes. Needs Debian's
 * {@code postgresql} package.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It takes both cores.")
class FeedRestoreIT {

    private static final int NUMBERS = 50_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private long began;

    @Test
    void aReaderMissesNothing() throws Exception {
        var binaries = Binaries.debian();
        assumeTrue(binaries.isPresent(), "Skipped: Debian's package postgresql is not installed");
        var data = directory.resolve("service");
        var dump = directory.resolve("sextant.dump").toString();
        FeedFollower follower;
        int unread;
        try (var old = Postgres.create(binaries.get(), directory.resolve("old"), Site.freePort());
                var site = new Site(data, url(old))) {
            useUp(old);
            site.start();
            follower = FeedFollower.fromNow(site.address(), site.token());
            began = number(old, "SELECT coalesce(max(seq), 0) FROM change_log");
            site.sessions(2);
            Await.until(LIMIT, () -> follower.catchUp().ids().size() >= 6);
            site.sessions(2);
            unread = count(old) - follower.ids().size();
            // The trail is sealed once a second.
            Await.until(LIMIT, () -> number(old, "SELECT count(*) FROM audit_link") > 0);
            site.close();
            old.run(List.of(
                    "pg_dump",
                    "-Fc",
                    "-f",
                    dump,
                    "-d",
                    "host=127.0.0.1 user=postgres dbname=sextant port=" + old.port()));
        }
        assertThat(unread).isPositive();
        var server = Postgres.create(binaries.get(), directory.resolve("new"), Site.freePort());
        server.run(
                List.of("pg_restore", "-d", "host=127.0.0.1 user=postgres dbname=sextant port=" + server.port(), dump));
        try (var refused = new Site(data, url(server))) {
            refused.launch();
            assertThat(refused.service().awaitEnd()).isEqualTo(1);
            assertThat(refused.service().output())
                    .contains("Sextant does not start: the audit trail comes from another server");
        }
        server.close();
        server.run(List.of("pg_resetwal", "--epoch=1", "-D", server.directory().toString()));
        server.start();
        try (server;
                var site = new Site(data, url(server))) {
            site.start();
            var before = follower.ids().size();
            site.sessions(2);
            var later = (int)
                    number(
                            server,
                            "SELECT count(*) FROM change_log WHERE era > 1 AND type NOT IN ('SENT_RATE', 'SESSION_CORRECTION')");
            assertThat(later).isPositive();
            follower.at(site.address());
            Await.until(LIMIT, () -> follower.catchUp().ids().size() >= before + unread + later);
            assertThat(follower.ids()).hasSize(count(server)).doesNotHaveDuplicates();
            assertThat(follower.resets()).containsExactly("RESTORED");
            Await.until(LIMIT, () -> number(server, """
                    SELECT count(*) FROM audit_trail AS trail LEFT JOIN audit_link AS link USING (clinic_id, xid, seq)
                    WHERE link.n IS NULL""") == 0);
        }
    }

    private static String url(Postgres postgres) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/sextant";
    }

    /** Transaction numbers, as years of work do. */
    private static void useUp(Postgres postgres) throws SQLException {
        try (var connection = postgres.connect("postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute("DO $$ BEGIN FOR i IN 1..%d LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"
                    .formatted(NUMBERS));
        }
    }

    /** The changes since the reader began: all of them but for what is a part of its session. */
    private int count(Postgres postgres) throws SQLException {
        return (int) number(postgres, """
                SELECT count(*) FROM change_log
                WHERE seq > %d AND clinic_id = '11111111-1111-4111-8111-111111111111'
                AND type NOT IN ('SENT_RATE', 'SESSION_CORRECTION')""".formatted(began));
    }

    private static long number(Postgres postgres, String sql) throws SQLException {
        try (var owner = postgres.asOwner();
                var rows = owner.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
