package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sextant.tablet.Recorded.Step;
import org.sextant.tablet.Tablet.Ending;
import org.sextant.tablet.Tablet.Outcome;
import org.sextant.tablet.Tablet.Report;
import org.sextant.tablet.Tablet.Verdict;

/** What a tablet does on each answer. */
class TabletTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:20:00Z");
    private static final UUID SESSION = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    private static final String SESSION_AS_IT_IS = "{\"id\": \"%s\", \"status\": \"CHECKED_IN\"}".formatted(SESSION);

    @TempDir
    Path directory;

    private final List<Duration> pauses = new ArrayList<>();
    private ScriptedServer server;
    private Outbox outbox;
    private Tablet tablet;
    private int tokens;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        restart();
    }

    @AfterEach
    void stop() {
        assertThat(server.scriptIsUsedUp()).isTrue();
        server.close();
    }

    /** The app begins anew with what is on the disk. */
    private void restart() {
        outbox = new Outbox(directory);
        tablet = new Tablet(
                outbox,
                new Line(server.address(), InstantSource.fixed(NOW), () -> "token-" + ++tokens),
                new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(10), 6, new Random(1)),
                pauses::add,
                3);
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameContentAfterARestartToo() throws Exception {
        var id = tablet.record(reading());
        server.cutting().cutting().cutting().cutting().cutting().cutting();
        assertThat(tablet.send()).isEqualTo(new Report(List.of(), Ending.NO_NETWORK));
        restart();
        server.answering(200, "{\"id\": \"%s\"}".formatted(id), "Idempotent-Replayed", "true");

        assertThat(tablet.send().verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.DONE_BEFORE);
        assertThat(server.requests()).hasSize(7).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/sessions/" + SESSION + "/vitals");
            assertThat(request.deviceTime()).isEqualTo(NOW.toString());
            assertThat(request.body())
                    .contains(id.toString())
                    .isEqualTo(server.requests().get(0).body());
        });
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void theWaitGrowsToACapAndIsNeverShorterThanAskedFor() throws Exception {
        tablet.record(reading());
        server.cutting()
                .answering(503, "", "Retry-After", "7")
                .answering(429, "", "Retry-After", "30")
                .answering(500, "")
                .answering(502, "<html>")
                .answering(201, "{}");

        assertThat(tablet.send().ending()).isEqualTo(Ending.ALL_SENT);
        assertThat(pauses).hasSize(5);
        assertThat(pauses.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(9));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(34));
        assertThat(pauses.get(3)).isBetween(Duration.ZERO, Duration.ofSeconds(8));
        assertThat(pauses.get(4)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    }

    /** The numbers of docs/tablet.md. */
    @Test
    void anAppWaitsForASecondAtFirstAndForFiveMinutesAtMost() {
        var backOff = BackOff.ofAnApp(new Random(1));
        for (var tried = 1; tried <= 100; tried++) {
            var most = Duration.ofSeconds(Math.min(300, 1L << Math.min(tried - 1, 10)));
            assertThat(backOff.after(tried, Duration.ZERO)).isBetween(Duration.ZERO, most);
            assertThat(backOff.after(tried, Duration.ofHours(1))).isBetween(Duration.ofHours(1), most.plusHours(1));
        }
        assertThat(backOff.tries()).isEqualTo(10);
    }

    @Test
    void anExpiredTokenIsRenewedOnce() throws Exception {
        tablet.record(reading());
        server.answering(401, "{}").answering(201, "{}");
        assertThat(tablet.send().ending()).isEqualTo(Ending.ALL_SENT);
        assertThat(server.requests())
                .extracting(ScriptedServer.Request::token)
                .containsExactly("Bearer token-1", "Bearer token-2");

        tablet.record(reading());
        server.answering(401, "{}").answering(401, "{}");
        assertThat(tablet.send()).isEqualTo(new Report(List.of(), Ending.NOT_ALLOWED));
        assertThat(outbox.waiting()).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatTheServerNeverTakesIsSetAsideAndTheRestGoesOn() throws Exception {
        server.answering(409, problem("id-reuse"));
        tablet.record(reading());
        assertThat(tablet.send().verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(verdict.problem()).isEqualTo("/problems/id-reuse");
        });
        server.answering(422, problem("invalid"));
        tablet.record(reading());
        assertThat(tablet.send().ending()).isEqualTo(Ending.ALL_SENT);

        restart();
        assertThat(outbox.refused()).hasSize(2);
        assertThat(outbox.waiting()).isEmpty();
        tablet.record(reading());
        assertThat(outbox.waiting()).extracting(Outbox.Entry::number).containsExactly("000000000003");
    }

    @Test
    void aReadingOfASessionThatIsNotCheckedInYetWaits() throws Exception {
        tablet.record(reading());
        server.answering(
                409, "{\"type\": \"/problems/wrong-state\", \"status\": 409, \"currentStatus\": \"SCHEDULED\"}");
        assertThat(tablet.send().verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.NOT_YET);
        server.answering(201, "{}");
        assertThat(tablet.send().verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.DONE);
    }

    @Test
    void eachItemOfManyHasItsOwnVerdict() throws Exception {
        for (var i = 0; i < 4; i++) {
            tablet.record(reading());
        }
        server.answering(207, """
                {"results": [{"index": 0, "status": 200, "outcome": "REPLAYED"},
                             {"index": 1, "status": 409, "outcome": "REJECTED", "retryable": true,
                              "problem": {"type": "/problems/wrong-state", "status": 409}},
                             {"index": 2, "status": 422, "outcome": "REJECTED", "retryable": false,
                              "problem": {"type": "/problems/invalid", "status": 422}}]}""").answering(201, "{}");

        assertThat(tablet.send().verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.DONE_BEFORE, Outcome.NOT_YET, Outcome.REFUSED, Outcome.DONE);
        assertThat(server.requests().get(0).path()).isEqualTo("/v1/sync");
        assertThat(outbox.waiting()).extracting(Outbox.Entry::number).containsExactly("000000000002");
        assertThat(outbox.refused()).extracting(Outbox.Entry::number).containsExactly("000000000003");
    }

    @Test
    void whatIsRefusedAsAWholeIsHalvedUntilTheSpoiltOneIsAlone() throws Exception {
        for (var i = 0; i < 3; i++) {
            tablet.record(reading());
        }
        server.answering(413, problem("too-large"))
                .answering(201, "{}")
                .answering(400, problem("bad-request"))
                .answering(400, problem("bad-request"))
                .answering(201, "{}");

        assertThat(tablet.send().verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.DONE, Outcome.REFUSED, Outcome.DONE);
    }

    @Test
    void aStepKeepsItsKeyAndTheVersionItWasDecidedOn() throws Exception {
        tablet.step(Step.CHECK_IN, SESSION, "\"1\"", json().put("weightKg", 72));
        server.cutting()
                .answering(409, problem("request-in-flight"), "Retry-After", "1")
                .answering(200, SESSION_AS_IT_IS);

        assertThat(tablet.send().verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.DONE);
        var key = server.requests().get(0).key();
        assertThat(UUID.fromString(key)).isNotNull();
        assertThat(server.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.key()).isEqualTo(key);
            assertThat(request.ifMatch()).isEqualTo("\"1\"");
        });
        assertThat(pauses.get(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStepThatWasDecidedOnAnOldPictureIsShown() throws Exception {
        tablet.step(Step.DISCHARGE, SESSION, "\"3\"", discharge());
        server.answering(412, problem("stale"));

        assertThat(tablet.send().verdicts()).extracting(Verdict::problem).containsExactly("/problems/stale");
        assertThat(outbox.refused()).hasSize(1);
    }

    private static ObjectNode discharge() {
        var body = json();
        body.putObject("criteria");
        return body;
    }

    private static String problem(String slug) {
        return "{\"type\": \"/problems/%s\"}".formatted(slug);
    }

    private static ObjectNode reading() {
        return json().put("type", "VITALS")
                .put("sessionId", SESSION.toString())
                .put("takenAt", "2026-01-05T12:10:00Z")
                .put("spo2", 98);
    }

    private static ObjectNode json() {
        return new ObjectMapper().createObjectNode();
    }
}
