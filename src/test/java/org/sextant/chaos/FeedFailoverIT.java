package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.sextant.live.Await;
import org.sextant.live.Boards;
import org.sextant.live.FeedFollower;
import org.sextant.live.Ledger;

/**
 * The primary dies, and an asynchronous standby is promoted that lacks the last fifty commits: its transactions have
 * numbers that the dead server gave before. Readers who know what was lost are told so, and miss nothing that is
 * committed from then on. Needs Debian's {@code postgresql} package.
 */
@Tag("endurance")
@Tag("measurement")
@Isolated("It takes both cores.")
class FeedFailoverIT {

    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final int LOST = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private long lastLost;

    @Test
    void readersAreToldAndMissNothing() throws Exception {
        var binaries = Binaries.debian();
        assumeTrue(binaries.isPresent(), "Skipped: Debian's package postgresql is not installed");
        var primary = Postgres.create(binaries.get(), directory.resolve("primary"), Site.freePort());
        var standby = primary.standby(directory.resolve("standby"), Site.freePort());
        var hosts = "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port();
        try (primary;
                standby;
                var site = new Site(
                        directory.resolve("service"),
                        "jdbc:postgresql://" + hosts + "/sextant?targetServerType=primary&connectTimeout=2");
                var boards = new Boards()) {
            site.start();
            site.sessions(2);
            untilReplayed(primary, standby);
            cutOff(standby);
            var follower = FeedFollower.fromNow(site.address(), site.token());
            var board = boards.open(site.address(), site.token(), "");
            var lost = lose(primary);
            Await.until(LIMIT, () -> follower.catchUp().ids().containsAll(lost));
            Await.until(LIMIT, () -> board.count() == LOST);

            primary.kill();
            standby.run(
                    List.of("pg_ctl", "promote", "-w", "-D", standby.directory().toString()));
            Await.until(LIMIT, () -> isServed(site));
            if (!board.isOpen()) {
                boards.begin(board, site.address()).join();
            }
            site.sessions(3);
            var later = laterIn(standby);
            assertThat(later).hasSizeGreaterThan(9);
            Await.until(LIMIT, () -> follower.catchUp().ids().size() >= LOST + later.size());
            Await.until(LIMIT, () -> board.count() >= LOST + later.size());

            System.out.printf(
                    "%d of %d later changes have numbers of lost transactions or lower%n",
                    count(standby, "xid <= '" + lastLost + "'::xid8"), later.size());
            assertThat(count(standby, "xid <= '" + lastLost + "'::xid8"))
                    .as("numbers that come again")
                    .isPositive();
            assertThat(follower.resets()).containsExactly("FAILED_OVER");
            assertThat(board.resets()).containsExactly("{\"reason\":\"FAILED_OVER\"}");
            assertThat(follower.ids().subList(LOST, follower.ids().size())).containsExactlyElementsOf(later);
            assertThat(board.ids().subList(LOST, board.ids().size())).containsExactlyElementsOf(later);
            assertThat(FeedFollower.fromNow(site.address(), site.token()).resets())
                    .isEmpty();
        }
    }

    private List<String> lose(Postgres primary) throws SQLException {
        var ledger = new Ledger(CLINIC);
        try (var owner = primary.asOwner()) {
            for (var i = 0; i < LOST; i++) {
                ledger.commitOne(owner);
            }
            owner.setAutoCommit(true);
            try (var rows = owner.createStatement().executeQuery("SELECT max(xid::text::bigint) FROM change_log")) {
                rows.next();
                lastLost = rows.getLong(1);
            }
        }
        return List.copyOf(ledger.committed().keySet());
    }

    private static void untilReplayed(Postgres primary, Postgres standby) throws Exception {
        var written = text(primary, "SELECT pg_current_wal_lsn()");
        Await.until(
                LIMIT,
                () -> text(standby, "SELECT pg_last_wal_replay_lsn() >= '" + written + "'")
                        .equals("t"));
    }

    /** As a network that is cut does. */
    private static void cutOff(Postgres standby) throws Exception {
        Files.writeString(
                standby.directory().resolve("postgresql.auto.conf"),
                "primary_conninfo = ''%n".formatted(),
                StandardOpenOption.APPEND);
        text(standby, "SELECT pg_reload_conf()");
        Await.until(
                LIMIT,
                () -> text(standby, "SELECT count(*) FROM pg_stat_wal_receiver").equals("0"));
    }

    private static String text(Postgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connect("postgres", "postgres");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isServed(Site site) throws Exception {
        try {
            return !site.sessions(1).isEmpty();
        } catch (IOException | IllegalStateException notYet) {
            return false;
        }
    }

    /** What was written after the promotion, in the order of the feed. */
    private static List<String> laterIn(Postgres standby) throws SQLException {
        var ids = new ArrayList<String>();
        try (var owner = standby.asOwner();
                var rows = owner.createStatement().executeQuery("""
                        SELECT id FROM change_log WHERE timeline = 2 AND clinic_id = '%s'
                        AND type NOT IN ('SENT_RATE', 'SESSION_CORRECTION') ORDER BY era, timeline, xid, seq""".formatted(CLINIC))) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static long count(Postgres standby, String where) throws SQLException {
        try (var owner = standby.asOwner();
                var rows = owner.createStatement()
                        .executeQuery("SELECT count(*) FROM change_log WHERE timeline = 2 AND " + where)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
