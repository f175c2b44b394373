package org.sextant.exchange.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.INTEGRATION;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.VirtualClock;
import org.sextant.exchange.feed.FeedPosition.History;

/** The feed over months, restores and transactions that do not end. */
@QuarkusTest
class FeedHistoryTest {

    private final UUID clinic = UUID.randomUUID();
    /** Good for longer than the turned clock needs: its times are checked by the service's clock. */
    private final LightClient ehr = LightClient.with(Clinics.token(clinic, INTEGRATION));

    @Inject
    ChangePurge purge;

    @Inject
    EraKeeper eras;

    @Inject
    HorizonWatch watch;

    @Inject
    MeterRegistry metrics;

    @AfterEach
    void forgetMarks() throws Exception {
        ChangeLog.execute("DELETE FROM feed_mark");
    }

    @Test
    void changesAreKeptForNinetyDaysAfterTheyCouldBeRead() throws Exception {
        var start = new FeedReader(ehr, null).catchUp().cursor();
        var old = ChangeLog.commit(clinic);
        var reader = new FeedReader(ehr, null).until(items -> items.size() == 1);
        var filtered = ehr.query("types", "PATIENT")
                .get("/v1/changes")
                .json()
                .path("next")
                .asText();
        String born;
        try (var open = ChangeLog.open()) {
            // Its transaction has its id and its time from now on.
            born = ChangeLog.add(open, clinic);
            purgeAfter(Duration.ZERO);
            purgeAfter(Duration.ofDays(91));
            open.commit();
        }
        assertThat(ehr.query("after", start).get("/v1/changes"))
                .matches(answer -> answer.isProblem(410, "cursor-expired"));
        var oldest = ehr.query("after", start)
                .get("/v1/changes")
                .json()
                .path("oldest")
                .asText();
        assertThat(new FeedReader(ehr, oldest).until(items -> items.size() == 1).ids())
                .containsExactly(born);
        assertThat(new FeedReader(ehr, null).catchUp().ids()).containsExactly(born);
        // Those that had come past the change go on, also the one that was shown nothing.
        assertThat(new FeedReader(ehr, reader.cursor()).catchUp().ids()).containsExactly(born);
        assertThat(new FeedReader(ehr, filtered).catchUp().ids()).containsExactly(born);
        assertThat(reader.ids()).containsExactly(old);
        assertThat(Database.number("SELECT count(*) FROM change_log WHERE clinic_id = ?", clinic))
                .isEqualTo(1);
    }

    private void purgeAfter(Duration time) throws SQLException {
        var now = Instant.now().plus(time);
        VirtualClock.stoppedAt(now.toString());
        purge.step();
        VirtualClock.stoppedAt(Instant.now().toString());
    }

    @Test
    void afterARestoreIntoAnotherServerOldCursorsMissNothing() throws Exception {
        ChangeLog.commit(clinic);
        var reader = new FeedReader(ehr, null).until(items -> items.size() == 1);
        // The old server had come much further than the new one: what it wrote lies in the future of the new one.
        String unread;
        try (var old = ChangeLog.open();
                var statement = old.createStatement()) {
            unread = ChangeLog.add(old, clinic);
            statement.execute("UPDATE change_log SET xid = '123456789012' WHERE id = '%s'".formatted(unread));
            statement.execute("UPDATE feed_era SET system_identifier = 1 WHERE era = (SELECT max(era) FROM feed_era)");
            old.commit();
        }
        eras.look();
        var later = ChangeLog.commit(clinic);

        reader.until(items -> items.size() == 3);
        assertThat(reader.ids().subList(1, 3)).containsExactly(unread, later);
        assertThat(reader.resets()).containsExactly("RESTORED");
        var last = ChangeLog.commit(clinic);
        assertThat(reader.until(items -> items.size() == 4).ids()).endsWith(last);
        assertThat(reader.resets()).hasSize(1);
        assertThat(new FeedReader(ehr, null).catchUp().resets()).isEmpty();
        assertThat(new FeedReader(ehr, null).until(items -> items.size() == 4).ids())
                .isEqualTo(reader.ids());
    }

    /** A promoted standby goes on in a new timeline, with ids of transactions that the lost server has given out. */
    @Test
    void afterAFailoverOldCursorsMissNothing() throws Exception {
        String kept;
        try (var old = ChangeLog.open();
                var statement = old.createStatement()) {
            kept = ChangeLog.add(old, clinic);
            statement.execute("UPDATE change_log SET timeline = 0, xid = '999999999' WHERE id = '%s'".formatted(kept));
            old.commit();
        }
        var later = ChangeLog.commit(clinic);
        var present = Cursor.of(
                        new FeedReader(ehr, null)
                                .until(items -> items.size() == 2)
                                .cursor(),
                        clinic)
                .orElseThrow()
                .position()
                .history();
        var lost = new FeedPosition(present.era(), 0, 999_999_999_999L, 7);
        var reader = new FeedReader(ehr, new Cursor(lost, new History(present.era(), 0)).text(clinic)).catchUp();

        assertThat(reader.ids()).containsExactly(later);
        assertThat(reader.resets()).containsExactly("FAILED_OVER");
        reader.catchUp();
        assertThat(reader.resets()).hasSize(1);
    }

    /** Of another database of the server, too. */
    @Test
    void anOpenTransactionHoldsTheFeedBackAndIsReported() throws Exception {
        var clock = VirtualClock.stoppedAt(Instant.now().toString());
        var reader = FeedReader.fromNow(ehr);
        try (var other = Database.asSuperuser("template1");
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1");
            var first = ChangeLog.commit(clinic);
            // One that only reads holds nothing back.
            reader.until(items -> items.size() == 1);
            assertThat(reader.ids()).containsExactly(first);

            statement.execute("SELECT pg_current_xact_id()");
            ChangeLog.commit(clinic);
            reader.catchUp();
            assertThat(reader.items()).hasSize(1);
            watch.look();
            clock.advance(Duration.ofSeconds(40));
            watch.look();
            assertThat(metrics.get("sextant.feed.horizon.seconds").gauge().value())
                    .isBetween(40.0, 41.0);
            other.rollback();
        }
        reader.until(items -> items.size() == 2);
        watch.look();
        assertThat(metrics.get("sextant.feed.horizon.seconds").gauge().value()).isLessThan(40);
    }
}
