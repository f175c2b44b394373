package org.sextant.chart.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sextant.Api;
import org.sextant.Database;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient;
import org.sextant.LightClient.Answer;

/** What a group of calls stores: over HTTP, while the first call holds up the others, so that these become one group. */
@QuarkusTest
class ReadingGroupTest {

    private static final UUID CLINIC = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String TAKEN = "\"takenAt\": \"2026-01-05T09:20:00Z\"";

    @Inject
    ReadingCommitter committer;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final HeldClock clock = new HeldClock();
    private final List<Sent> sent = new ArrayList<>();

    /** The service's clock, which stops whoever asks it within a transaction, until the test lets go. */
    private static final class HeldClock implements InstantSource {

        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private volatile boolean holds;

        @Override
        public Instant instant() {
            if (holds && QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }
    }

    /** A call on its way, by its request id. */
    private record Sent(String requestId, String role, String session, CompletableFuture<Answer> coming) {

        int status() {
            return coming.join().status();
        }
    }

    @BeforeEach
    void begin() {
        QuarkusMock.installMockForType(clock, InstantSource.class);
    }

    @AfterEach
    void end() {
        clock.released.countDown();
        callers.shutdownNow();
    }

    @Test
    void callsThatWaitShareATransactionAndEachNamesItsOwnCaller() throws Exception {
        var sessions = sessions(7);
        hold(sessions.get(0));
        var roles = List.of(NURSE, PRESCRIBER, INTEGRATION, NURSE, PRESCRIBER, INTEGRATION);
        for (var i = 0; i < roles.size(); i++) {
            send(roles.get(i), sessions.get(i + 1), id(), ", \"spo2\": 98");
        }
        awaitWaiting(6);
        assertThat(sent)
                .as("nobody is answered before the commit")
                .noneMatch(call -> call.coming().isDone());
        clock.released.countDown();

        for (var call : sent) {
            assertThat(call.status()).as(call.coming().join().body()).isEqualTo(201);
            assertAttributed(call);
        }
        assertThat(transactions(sent)).isEqualTo(2);
        assertThat(transactions(sent.subList(1, sent.size()))).isOne();
    }

    @Test
    void whatIsNotPlainIsAnsweredAsAloneAndHarmsNoNeighbour() throws Exception {
        var sessions = sessions(6);
        var twin = id();
        var reused = id();
        hold(sessions.get(0));
        send(NURSE, sessions.get(1), twin, ", \"spo2\": 98");
        send(NURSE, sessions.get(1), twin, ", \"spo2\": 98");
        send(NURSE, sessions.get(2), reused, ", \"spo2\": 98");
        send(NURSE, sessions.get(3), reused, ", \"spo2\": 97");
        send(NURSE, UUID.randomUUID().toString(), id(), ", \"spo2\": 98");
        send(NURSE, sessions.get(4), "{\"takenAt\": \"2199-01-01T00:00:00Z\", \"spo2\": 98}");
        send(NURSE, sessions.get(5), id(), ", \"spo2\": 80");
        awaitWaiting(7);
        clock.released.countDown();

        assertThat(List.of(sent.get(1).status(), sent.get(2).status())).containsExactlyInAnyOrder(201, 200);
        assertThat(List.of(sent.get(3).status(), sent.get(4).status())).containsExactlyInAnyOrder(201, 409);
        assertThat(sent.get(5).status()).isEqualTo(404);
        assertThat(sent.get(6).status()).isEqualTo(422);
        assertThat(sent.get(7).status()).isEqualTo(201);
        assertThat(sent.get(7).coming().join().json().path("alerts")).hasSize(1);
        for (var call : sent) {
            assertThat(rows(call)).as("one row for each call").isOne();
        }
        assertThat(Database.number("SELECT count(*) FROM vitals WHERE id = ?", UUID.fromString(twin)))
                .isOne();
    }

    /** The second of two readings of a session knows the first: two risen pressures in a row are an alert. */
    @Test
    void readingsOfOneSessionAreEvaluatedOneAfterTheOther() throws Exception {
        var sessions = sessions(2);
        hold(sessions.get(0));
        send(NURSE, sessions.get(1), "{\"takenAt\": \"2026-01-05T09:20:00Z\", \"systolic\": 170, \"diastolic\": 90}");
        awaitWaiting(1);
        send(NURSE, sessions.get(1), "{\"takenAt\": \"2026-01-05T09:25:00Z\", \"systolic\": 170, \"diastolic\": 90}");
        awaitWaiting(2);
        clock.released.countDown();

        sent.forEach(call -> assertThat(call.status()).isEqualTo(201));
        assertThat(Database.number(
                        "SELECT count(*) FROM alert WHERE session_id = ? AND kind = 'SYSTOLIC_RISE'",
                        UUID.fromString(sessions.get(1))))
                .isOne();
    }

    /** The other clinic's caller has a group of their own, in which the session does not exist. */
    @Test
    void noCallReachesAnotherClinic() throws Exception {
        var sessions = sessions(2);
        hold(sessions.get(0));
        var foreign = LightClient.elsewhereAs(NURSE)
                .body("{%s, \"spo2\": 98}".formatted(TAKEN))
                .post("/v1/sessions/" + sessions.get(1) + "/vitals");
        clock.released.countDown();

        assertThat(foreign.isProblem(404, "not-found")).isTrue();
        assertThat(Database.number(
                        "SELECT count(*) FROM vitals WHERE session_id = ? AND taken_at = '2026-01-05T09:20:00Z'",
                        UUID.fromString(sessions.get(1))))
                .isZero();
    }

    /** The journal takes a caller from the list of the group, and from nowhere else. */
    @Test
    void aRecordThatTheGroupDoesNotNameIsRefused() throws Exception {
        var session = sessions(1).get(0);
        try (var service = Database.asService();
                var statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("SET ROLE sextant_runtime");
            statement.execute("""
                    SELECT set_config('sextant.clinic', '%s', true), set_config('sextant.subject', 'somebody', true),
                           set_config('sextant.role', 'NURSE', true), set_config('sextant.request_id', 'r', true),
                           set_config('sextant.callers', '{"%s": ["nurse", "NURSE", "r"]}', true)""".formatted(CLINIC, id()));
            assertThatThrownBy(() -> statement.execute("""
                            INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id,
                                                status, taken_at, late, spo2)
                            SELECT clinic_id, gen_random_uuid(), 1, now(), 'x', 'x', id, patient_id, 'FINAL', now(), false, 98
                            FROM session WHERE id = '%s'""".formatted(session))).hasMessageContaining("\"subject\"");
            service.rollback();
        }
    }

    /** The first call, which holds its transaction open until the clock lets go. */
    private void hold(String session) throws InterruptedException {
        clock.holds = true;
        send(NURSE, session, id(), ", \"spo2\": 98");
        clock.reached.await();
        clock.holds = false;
    }

    private void send(String role, String session, String id, String measured) {
        send(role, session, "{\"id\": \"%s\", %s%s}".formatted(id, TAKEN, measured));
    }

    private void send(String role, String session, String body) {
        var requestId = UUID.randomUUID().toString();
        var coming = CompletableFuture.supplyAsync(
                () -> LightClient.with(Api.token(role))
                        .header("X-Request-Id", requestId)
                        .body(body)
                        .post("/v1/sessions/" + session + "/vitals"),
                callers);
        sent.add(new Sent(requestId, role, session, coming));
    }

    private void awaitWaiting(int count) throws InterruptedException {
        for (var waited = 0; committer.waiting(CLINIC) < count; waited++) {
            assertThat(waited)
                    .as(() -> "ms, until %d calls wait; answered: %s"
                            .formatted(
                                    count,
                                    sent.stream()
                                            .filter(call -> call.coming().isDone())
                                            .map(call -> call.coming().join().body())
                                            .toList()))
                    .isLessThan(30_000);
            Thread.sleep(1);
        }
    }

    private static void assertAttributed(Sent call) throws Exception {
        var subject = "demo-" + call.role().toLowerCase(Locale.ROOT);
        var id = call.coming().join().id();
        assertThat(Database.number("""
                        SELECT count(*) FROM audit_log JOIN call_log USING (clinic_id, xid, subject, role, request_id, patient_id)
                        WHERE resource_id = ? AND subject = ? AND role = ? AND request_id = ? AND status = 201
                          AND audit_log.action = 'vitals.created' AND call_log.action = 'POST /v1/sessions/{sessionId}/vitals'
                          AND patient_id = (SELECT patient_id FROM session WHERE id = CAST(? AS uuid))""", id, subject, call.role(), call.requestId(), call.session()))
                .isOne();
        assertThat(Database.number("SELECT count(*) FROM audit_log WHERE resource_id = ?", id))
                .isOne();
        assertThat(Database.number("SELECT count(*) FROM change_log WHERE id = ?", id))
                .isOne();
        assertThat(rows(call)).isOne();
    }

    private static long rows(Sent call) throws Exception {
        return Database.number("SELECT count(*) FROM call_log WHERE request_id = ?", call.requestId());
    }

    private static long transactions(List<Sent> calls) throws Exception {
        return Database.number(
                "SELECT count(DISTINCT xid) FROM call_log WHERE request_id = ANY (string_to_array(?, ','))",
                String.join(",", calls.stream().map(Sent::requestId).toList()));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static List<String> sessions(int count) {
        var treatments = IntStream.range(0, count)
                .mapToObj(one -> new ImportedTreatment())
                .toList();
        var sessions = treatments.stream()
                .map(treatment -> treatment.infusing("2026-01-05"))
                .toList();
        ImportedTreatment.send(treatments);
        return sessions;
    }
}
