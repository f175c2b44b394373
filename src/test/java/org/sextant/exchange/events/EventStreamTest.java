package org.sextant.exchange.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.AUDITOR;
import static org.sextant.identity.Role.COORDINATOR;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.exchange.feed.ChangeLog;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.exchange.feed.FeedReader;

/** Streams of events, over HTTP. */
@QuarkusTest
class EventStreamTest {

    private final UUID clinic = UUID.randomUUID();
    private final String token = Clinics.token(clinic, INTEGRATION);
    private final LightClient ehr = LightClient.with(token);

    @Inject
    MeterRegistry metrics;

    @Inject
    AgroalDataSource pool;

    @Inject
    ChangeTypes types;

    @Test
    void aChangeComesAsTheItemOfTheFeed() throws Exception {
        try (var stream = EventClient.open(token, "")) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.opening())
                    .contains(":changes of the clinic")
                    .anyMatch(line -> line.startsWith("id: ") || line.startsWith("id:"))
                    .anyMatch(line -> line.matches("retry: ?2000"));
            var id = ChangeLog.commit(clinic);

            var event = stream.next();
            assertThat(event.name()).isEqualTo("VITALS");
            assertThat(event.data().path("id").asText()).isEqualTo(id);
            assertThat(event.data().path("cursor").asText()).isEqualTo(event.id());
            var page = ehr.get("/v1/changes").json();
            assertThat(page.at("/items/0")).isEqualTo(event.data());
        }
    }

    /** Each cut stream comes back with the last id that it was sent. */
    @Test
    void aStreamThatIsCutMissesNothingAndGetsNothingTwice() throws Exception {
        var random = new Random(7);
        var committed = new TreeSet<String>();
        var received = new ArrayList<String>();
        String last = null;
        try (var slow = ChangeLog.open()) {
            for (var round = 0; round < 12; round++) {
                try (var stream = EventClient.open(token, last == null ? "?after=" + FeedReader.now(ehr) : "", last)) {
                    last = stream.lastId();
                    if (round == 2) {
                        committed.add(ChangeLog.add(slow, clinic));
                    }
                    for (var i = random.nextInt(4); i >= 0; i--) {
                        committed.add(ChangeLog.commit(clinic));
                    }
                    if (round == 5) {
                        slow.commit();
                    }
                    if (round < 2 || round > 5) {
                        // Some are cut before they were sent all.
                        for (var i = random.nextInt(3); i > 0 && received.size() < committed.size(); i--) {
                            var event = stream.next();
                            received.add(event.data().path("id").asText());
                            last = event.id();
                        }
                    }
                }
            }
        }
        try (var stream = EventClient.open(token, "", last)) {
            while (received.size() < committed.size()) {
                received.add(stream.next().data().path("id").asText());
            }
            var probe = ChangeLog.commit(clinic);
            assertThat(stream.next().data().path("id").asText()).isEqualTo(probe);
        }
        assertThat(received).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
    }

    @Test
    void streamsHoldNoConnectionAndEachGetsEachChange() throws Exception {
        var streams = new ArrayList<EventClient>();
        try {
            for (var i = 0; i < 40; i++) {
                var mine = Clinics.token(clinic, claims -> claims.setSubject("reader-" + streams.size()), NURSE);
                streams.add(EventClient.open(mine, ""));
            }
            var ids = new ArrayList<String>();
            for (var i = 0; i < 5; i++) {
                ids.add(ChangeLog.commit(clinic));
            }
            for (var stream : streams) {
                var seen = new ArrayList<String>();
                for (var i = 0; i < 5; i++) {
                    seen.add(stream.next().data().path("id").asText());
                }
                assertThat(seen).containsExactlyElementsOf(ids);
            }
            // Requests are served as ever, although there are more streams than places, threads or connections.
            assertThat(ehr.get("/v1/changes").status()).isEqualTo(200);
            assertThat(pool.getMetrics().activeCount()).isLessThan(streams.size() / 2L);
            assertThat(metrics.get("sextant.events.open").gauge().value()).isGreaterThanOrEqualTo(40);
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
        EventClient.await(() -> metrics.get("sextant.events.open").gauge().value() == 0);
    }

    @Test
    void whatTheRoleOrTheFilterHidesIsNotSent() throws Exception {
        var session = UUID.randomUUID().toString();
        try (var coordinator = EventClient.open(Clinics.token(clinic, COORDINATOR), "");
                var patients = EventClient.open(token, "?types=PATIENT,COURSE");
                var ofSession = EventClient.open(token, "?sessionId=" + session);
                var everything = EventClient.open(token, "")) {
            var reading = ChangeLog.commit(clinic);
            var course = ChangeLog.commit(clinic, "COURSE", null);
            var ofIt = ChangeLog.commit(clinic, "SESSION", session);
            assertThat(everything.next().data().path("id").asText()).isEqualTo(reading);
            assertThat(coordinator.next().data().path("id").asText()).isEqualTo(course);
            assertThat(patients.next().data().path("id").asText()).isEqualTo(course);
            assertThat(ofSession.next().data().path("id").asText()).isEqualTo(ofIt);
            // And nothing of another clinic.
            ChangeLog.commit(UUID.randomUUID());
            var last = ChangeLog.commit(clinic);
            assertThat(everything.next().data().path("id").asText()).isEqualTo(course);
            assertThat(everything.next().data().path("id").asText()).isEqualTo(ofIt);
            assertThat(everything.next().data().path("id").asText()).isEqualTo(last);
        }
    }

    /** What the feed shows it, which is what it may read: see {@code ChangeResourceTest}. */
    @Test
    void eachRoleIsSentWhatTheFeedShowsIt() throws Exception {
        var start = FeedReader.now(ehr);
        var streams = new LinkedHashMap<String, EventClient>();
        try {
            for (var role : List.of(NURSE, PRESCRIBER, COORDINATOR, INTEGRATION, AUDITOR, ADMIN)) {
                streams.put(role, EventClient.open(Clinics.token(clinic, role), ""));
            }
            commitOneOfEachKind();
            // Twice: what a stream is shown too much stands before the second round.
            commitOneOfEachKind();
            var kinds = new TreeSet<Integer>();
            for (var role : streams.keySet()) {
                var shown = new FeedReader(LightClient.with(Clinics.token(clinic, role)), start)
                        .catchUp()
                        .ids();
                kinds.add(shown.size());
                for (var id : shown) {
                    assertThat(streams.get(role).next().data().path("id").asText())
                            .as(role)
                            .isEqualTo(id);
                }
            }
            assertThat(kinds)
                    .hasSizeGreaterThan(2)
                    .doesNotContain(0, 2 * types.all().size());
        } finally {
            streams.values().forEach(EventClient::close);
        }
    }

    private void commitOneOfEachKind() throws Exception {
        for (var type : types.all()) {
            ChangeLog.commit(clinic, type, UUID.randomUUID().toString());
        }
        EventClient.await(() -> Database.number("""
                SELECT count(*) FROM change_log AS line, feed_horizon() AS horizon
                WHERE clinic_id = ? AND (line.era, line.timeline, line.xid) >= (horizon.era, horizon.timeline, horizon.xid)
                """, clinic) == 0);
    }

    /**
     * From the writing of a change on: neither a long transaction nor a reader that comes late makes the service late.
     */
    @Test
    void theLagIsThatOfTheServiceAlone() throws Exception {
        var lag = metrics.get("sextant.events.lag").timer();
        var start = FeedReader.now(ehr);
        ChangeLog.commit(clinic);
        new FeedReader(ehr, start).until(items -> items.size() == 1);
        try (var stream = EventClient.open(token, "?after=" + start);
                var slow = ChangeLog.open()) {
            var before = lag.count();
            stream.next();
            assertThat(lag.count()).isEqualTo(before);
            var seconds = lag.totalTime(TimeUnit.SECONDS);
            slow.createStatement().execute("SELECT pg_sleep(2)");
            ChangeLog.add(slow, clinic);
            slow.commit();
            stream.next();
            assertThat(lag.count()).isEqualTo(before + 1);
            assertThat(lag.totalTime(TimeUnit.SECONDS) - seconds).isLessThan(2);
        }
    }

    @Test
    void aTokenThatExpiresEndsItsStream() throws Exception {
        var expiresAt = Instant.now().plusSeconds(4);
        var brief = Clinics.token(
                clinic, claims -> claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond())), NURSE);
        try (var stream = EventClient.open(brief, "")) {
            var end = stream.next();
            assertThat(end.name()).isEqualTo("end");
            assertThat(end.data().path("reason").asText()).isEqualTo("TOKEN_EXPIRED");
            // At that second, and not at the next heartbeat.
            assertThat(Instant.now())
                    .isBetween(Instant.ofEpochSecond(expiresAt.getEpochSecond()), expiresAt.plusSeconds(10));
            assertThat(stream.isOver()).isTrue();
        }
    }

    @Test
    void aTokenThatIsRevokedEndsItsStreamAndComesNotBack() throws Exception {
        var jti = UUID.randomUUID().toString();
        var known = Clinics.token(clinic, claims -> claims.setJwtId(jti), NURSE);
        try (var stream = EventClient.open(known, "")) {
            var revoked = LightClient.with(Clinics.token(clinic, ADMIN))
                    .body("{\"jti\": \"%s\", \"reason\": \"A lost tablet\"}".formatted(jti))
                    .post("/v1/token-revocations");
            assertThat(revoked.status()).as(revoked.body()).isEqualTo(201);
            var end = stream.next();
            assertThat(end.name()).isEqualTo("end");
            assertThat(end.data().path("reason").asText()).isEqualTo("TOKEN_REVOKED");
        }
        assertThat(LightClient.with(known).get("/v1/events").status()).isEqualTo(401);
    }

    @Test
    void refusalsAreProblemDocuments() throws Exception {
        assertThat(ehr.query("after", "x").get("/v1/events").isProblem(400, "bad-request"))
                .isTrue();
        assertThat(ehr.header("Last-Event-ID", "x").get("/v1/events").isProblem(400, "bad-request"))
                .isTrue();
        assertThat(ehr.query("types", "X").get("/v1/events").isProblem(400, "bad-request"))
                .isTrue();
        assertThat(LightClient.anybody().get("/v1/events").isProblem(401, "unauthenticated"))
                .isTrue();
        var streams = new ArrayList<EventClient>();
        try {
            for (var i = 0; i < EventStreams.MOST_OF_A_CALLER; i++) {
                streams.add(EventClient.open(token, ""));
            }
            var refused = ehr.get("/v1/events");
            assertThat(refused.isProblem(429, "too-many-requests"))
                    .as(refused.body())
                    .isTrue();
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    /** The position of a stream that is shown nothing goes on: its client does not age. */
    @Test
    void aQuietStreamIsSentTheNewestId() throws Exception {
        String heartbeat;
        try (var stream = EventClient.open(token, "?types=PATIENT")) {
            var opening = stream.lastId();
            ChangeLog.commit(clinic);
            heartbeat = stream.nextIdAlone();
            assertThat(heartbeat).isNotEqualTo(opening);
        }
        var next = ChangeLog.commit(clinic);
        try (var stream = EventClient.open(token, "", heartbeat)) {
            assertThat(stream.next().data().path("id").asText()).isEqualTo(next);
        }
    }

    /** A read of many records is a read: when it begins, and how much it was when it ends. */
    @Test
    void theTrailHasTheBeginningAndTheEnd() throws Exception {
        try (var stream = EventClient.open(token, "")) {
            assertThat(Database.number(
                            "SELECT count(*) FROM call_log WHERE clinic_id = ? AND action = 'GET /v1/events' AND status = 200",
                            clinic))
                    .isEqualTo(1);
            ChangeLog.commit(clinic);
            stream.next();
        }
        EventClient.await(() -> Database.number(
                        "SELECT count(*) FROM call_log WHERE clinic_id = ? AND action LIKE 'GET /v1/events (ended: 1 item%'",
                        clinic)
                == 1);
    }

    /** Rows of changes that came while a database was restored carry the news of it. */
    @Test
    void aCursorOfAnOlderHistoryIsToldSo() throws Exception {
        ChangeLog.commit(clinic);
        var old = ChangeLog.cursorOfOlderTimeline(clinic);
        try (var stream = EventClient.open(token, "", old)) {
            var reset = stream.next();
            assertThat(reset.name()).isEqualTo("reset");
            assertThat(reset.data().path("reason").asText()).isEqualTo("FAILED_OVER");
            assertThat(stream.next().name()).isEqualTo("VITALS");
        }
    }
}
