package org.sextant.exchange.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.ANALYST;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.exchange.feed.FeedPosition.History;

/** The feed of changes, over HTTP. */
@QuarkusTest
class ChangeResourceTest {

    private static final List<String> READERS = List.of(NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, ADMIN);
    private static final int WRITERS = 8;
    private static final int TRANSACTIONS = 20;

    private final UUID clinic = UUID.randomUUID();
    private final LightClient ehr = LightClient.with(Clinics.token(clinic, INTEGRATION));

    /** The reader by seq is how a feed must not be read: the same run shows that it misses a change. */
    @Test
    void nothingCommittedIsMissedAndNothingRolledBackIsShown() throws Exception {
        ehr.get("/v1/changes");
        var reader = FeedReader.fromNow(ehr);
        var seen = Database.number("SELECT coalesce(max(seq), 0) FROM change_log");
        var writers = Executors.newFixedThreadPool(WRITERS);
        try (var slow = ChangeLog.open()) {
            var late = ChangeLog.add(slow, clinic);
            var committed = new TreeSet<String>();
            var running = writers.invokeAll(
                    IntStream.range(0, WRITERS).mapToObj(this::writer).toList());
            reader.step();
            for (var writer : running) {
                committed.addAll(writer.get());
            }
            var bySeq =
                    Database.number("SELECT count(*) FROM change_log WHERE clinic_id = ? AND seq > ?", clinic, seen);
            var next = Database.number("SELECT max(seq) FROM change_log WHERE clinic_id = ?", clinic);
            reader.catchUp();
            slow.commit();
            committed.add(late);
            bySeq += Database.number("SELECT count(*) FROM change_log WHERE clinic_id = ? AND seq > ?", clinic, next);

            reader.until(items -> items.size() >= committed.size()).catchUp();
            assertThat(reader.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
            assertThat(bySeq).isLessThan(committed.size());
        } finally {
            writers.shutdownNow();
        }
    }

    private Callable<Set<String>> writer(int number) {
        var chance = new Random(number);
        return () -> {
            var committed = new HashSet<String>();
            for (var i = 0; i < TRANSACTIONS; i++) {
                try (var connection = ChangeLog.open()) {
                    var ids = new HashSet<String>();
                    for (var row = chance.nextInt(4); row >= 0; row--) {
                        ids.add(ChangeLog.add(connection, clinic));
                        Thread.sleep(chance.nextInt(8));
                    }
                    if (chance.nextInt(20) == 0) {
                        connection.rollback();
                    } else {
                        connection.commit();
                        committed.addAll(ids);
                    }
                }
            }
            return committed;
        };
    }

    @Test
    void whoReplaysTheFeedHasEveryRecordInItsPresentVersion() throws Exception {
        var prescriber = LightClient.as(PRESCRIBER);
        var reader = FeedReader.fromNow(prescriber);
        var course = Treatment.activeCourse();
        var session = Treatment.discharged(course, "2026-01-05");
        var last = Database.number("SELECT max(seq) FROM change_log");
        reader.until(items -> items.stream()
                .anyMatch(item -> item.path("href").asText().equals("/v1/sessions/" + session)
                        && item.path("version").asInt()
                                == prescriber
                                        .get("/v1/sessions/" + session)
                                        .json()
                                        .path("version")
                                        .asInt()));

        assertThat(reader.items()).hasSizeGreaterThan(8);
        reader.versions()
                .forEach((href, version) -> assertThat(
                                prescriber.get(href).json().path("version").asInt())
                        .as(href)
                        .isEqualTo(version));
        assertThat(Set.copyOf(reader.ids())).containsAll(names("""
                        SELECT resource_id FROM audit_log WHERE patient_id = (SELECT patient_id FROM course WHERE id = '%s')
                        """.formatted(course)));
        assertThat(last).isPositive();
        assertThat(reader.items()).allSatisfy(item -> {
            assertThat(item.path("cursor").asText()).isNotBlank();
            assertThat(item.path("at").asText()).endsWith("Z");
        });
        var readings = reader.items().stream()
                .filter(item -> item.path("type").asText().equals("VITALS"))
                .toList();
        assertThat(readings)
                .hasSize(2)
                .allMatch(item -> item.path("sessionId").asText().equals(session));
        assertThat(reader.items())
                .filteredOn(item -> item.path("type").asText().equals("SESSION"))
                .allMatch(item -> item.path("courseId").asText().equals(course)
                        && item.path("sessionId").asText().equals(session));
    }

    @Test
    void anItemIsShownToWhoMayReadItsRecord() throws Exception {
        var cursor = FeedReader.now(LightClient.as(PRESCRIBER));
        var session = Treatment.discharged(Treatment.activeCourse(), "2026-01-05");
        var alarming = Treatment.infusing();
        Treatment.create("/v1/sessions/" + alarming + "/vitals", """
                {"takenAt": "2026-01-05T09:30:00Z", "systolic": 190, "diastolic": 100}""");
        Treatment.create(
                "/v1/courses/"
                        + LightClient.as(NURSE)
                                .get("/v1/sessions/" + session)
                                .json()
                                .path("courseId")
                                .asText() + "/assessments",
                """
                {"instrument": "PHQ-9", "takenAt": "2026-01-05T08:50:00Z", "timepoint": "BASELINE", "total": 19}""");
        var patient = LightClient.as(NURSE)
                .get("/v1/sessions/" + session)
                .json()
                .path("patientId")
                .asText();
        var grant = LightClient.as(COORDINATOR)
                .body("{\"patientId\": \"%s\", \"reason\": \"Unwell at the desk\"}".formatted(patient))
                .post("/v1/emergency-access")
                .id();
        var revoked = LightClient.as(ADMIN)
                .body("{\"jti\": \"%s\", \"reason\": \"A lost tablet\"}".formatted(UUID.randomUUID()))
                .post("/v1/token-revocations");
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(201);

        var written =
                Database.number("SELECT count(*) FROM change_log WHERE type = 'EMERGENCY_ACCESS' AND id = ?", grant);
        assertThat(written).isEqualTo(1);
        var all = new TreeSet<String>();
        for (var role : READERS) {
            if (role.equals(ADMIN) || role.equals(AUDITOR)) {
                new FeedReader(LightClient.as(role), cursor)
                        .until(items -> items.stream()
                                .anyMatch(item -> item.path("id").asText().equals(grant)));
            }
            all.addAll(shown(LightClient.as(role), cursor));
        }
        assertThat(all)
                .extracting(item -> item.replaceFirst(" .*", ""))
                .contains(
                        "PATIENT",
                        "COURSE",
                        "CLEARANCE",
                        "SESSION",
                        "VITALS",
                        "ALERT",
                        "ASSESSMENT",
                        "EMERGENCY_ACCESS",
                        "TOKEN_REVOCATION");
        for (var role : READERS) {
            var shown = shown(LightClient.as(role), cursor);
            for (var item : all) {
                var readable =
                        LightClient.as(role).get(item.replaceFirst(".* ", "")).status() == 200;
                assertThat(shown.contains(item)).as(role + " " + item).isEqualTo(readable);
            }
        }
        assertThat(shown(LightClient.as(COORDINATOR).header("Emergency-Access", grant), cursor))
                .isEqualTo(shown(LightClient.as(COORDINATOR), cursor));
        assertThat(LightClient.as(ANALYST).get("/v1/changes").isProblem(403, "forbidden"))
                .isTrue();
    }

    private static Set<String> shown(LightClient client, String cursor) {
        return new FeedReader(client, cursor)
                .catchUp().items().stream()
                        .map(item -> item.path("type").asText() + " "
                                + item.path("href").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aFilterHidesChangesAndTheCursorGoesOnPastThem() throws Exception {
        var reader = FeedReader.fromNow(ehr);
        var first = ChangeLog.commit(clinic);
        reader.until(items -> items.size() == 1);
        var none = ehr.query("types", "PATIENT").get("/v1/changes").json();
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("caughtUp").asBoolean()).isTrue();
        assertThat(none.path("next").asText()).isEqualTo(reader.cursor());
        assertThat(ehr.query("types", "PATIENT,VITALS")
                        .get("/v1/changes")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(first);
        assertThat(ehr.query("sessionId", UUID.randomUUID().toString())
                        .get("/v1/changes")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(ehr.query("types", "READING").get("/v1/changes").body()).contains("must be some of ALERT,");
        assertThat(ehr.query("limit", "0").get("/v1/changes").isProblem(400, "bad-request"))
                .isTrue();
    }

    @Test
    void anEmptyPageReturnsItsCursor() throws Exception {
        var start = ehr.get("/v1/changes").json();
        assertThat(start.path("caughtUp").asBoolean()).isTrue();
        var same = ehr.query("after", start.path("next").asText())
                .get("/v1/changes")
                .json();
        assertThat(same.path("next")).isEqualTo(start.path("next"));
        var one = ChangeLog.commit(clinic);
        var reader = new FeedReader(ehr, null).until(items -> items.size() == 1);
        assertThat(reader.ids()).containsExactly(one);
        var again = reader.cursor();
        assertThat(reader.catchUp().cursor()).isEqualTo(again);
    }

    /** It takes one lock for the commits of all databases of the server, which halves the number of writes. */
    @Test
    void noWriteNotifies() throws Exception {
        assertThat(
                        names(
                                "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'notify'"))
                .isEmpty();
        assertThat(names("SELECT 'journals' FROM pg_proc WHERE proname = 'journal' AND prosrc ~* 'change_log'"))
                .hasSize(1);
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        var ids = new TreeSet<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(ChangeLog.commit(clinic));
        }
        new FeedReader(ehr, null).until(items -> items.size() == 5);
        var page = ehr.query("limit", "2").get("/v1/changes").json();
        var read = new TreeSet<String>();
        for (var i = 0; i < 2; i++) {
            assertThat(page.path("items")).hasSize(2);
            assertThat(page.path("caughtUp").asBoolean()).isFalse();
            page.path("items").forEach(item -> read.add(item.path("id").asText()));
            // The cursor of an item is as good as next.
            assertThat(page.path("next")).isEqualTo(page.at("/items/1/cursor"));
            page = ehr.query("limit", "2")
                    .query("after", page.path("next").asText())
                    .get("/v1/changes")
                    .json();
        }
        page.path("items").forEach(item -> read.add(item.path("id").asText()));
        assertThat(page.path("caughtUp").asBoolean()).isTrue();
        assertThat(read).isEqualTo(ids);
    }

    @Test
    void whatIsNoCursorOfTheClinicIsRefused() throws Exception {
        ChangeLog.commit(clinic);
        var good = new FeedReader(ehr, null).until(items -> items.size() == 1).cursor();
        var position = Cursor.of(good, clinic).orElseThrow().position();
        var present = position.history();
        var foreign = new Cursor(position, present).text(UUID.randomUUID());
        var future = new Cursor(new FeedPosition(present.era(), present.timeline(), 1L << 60, 1), present).text(clinic);
        var later = new History(present.era() + 1, present.timeline());
        var unknownEra = new Cursor(position, later).text(clinic);
        var negative = new Cursor(new FeedPosition(present.era(), present.timeline(), -5, 1), present).text(clinic);
        for (var bad : List.of(
                foreign,
                future,
                unknownEra,
                negative,
                good.substring(1),
                good + "A",
                "x",
                "x".repeat(10_000),
                "../etc",
                "%00")) {
            isRefused(bad);
        }
        var bytes = Base64.getUrlDecoder().decode(good);
        for (var bit = 0; bit < bytes.length * 8; bit += 5) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            isRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped));
        }
        assertThat(ehr.query("after", good).get("/v1/changes").status()).isEqualTo(200);
    }

    private void isRefused(String cursor) {
        var answer = ehr.query("after", cursor).get("/v1/changes");
        if (cursor.length() > 5000) {
            assertThat(answer.status()).isIn(400, 414);
            return;
        }
        assertThat(answer.isProblem(400, "bad-request"))
                .as(cursor + ": " + answer.body())
                .isTrue();
    }

    private static Set<String> names(String sql) throws SQLException, IOException {
        var names = new TreeSet<String>();
        try (var owner = Database.asOwner();
                var rows = owner.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
