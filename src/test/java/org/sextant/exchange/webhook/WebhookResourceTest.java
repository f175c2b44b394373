package org.sextant.exchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sextant.identity.Role.ADMIN;
import static org.sextant.identity.Role.INTEGRATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.Database;
import org.sextant.LightClient;
import org.sextant.exchange.events.EventClient;
import org.sextant.exchange.feed.ChangeLog;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.exchange.feed.FeedReader;
import org.sextant.exchange.webhook.Receiver.Call;

/** Webhooks, from the administrator's calls to what a receiver gets. */
@QuarkusTest
class WebhookResourceTest {

    private final UUID clinic = UUID.randomUUID();
    private final LightClient admin = LightClient.with(Clinics.token(clinic, ADMIN));

    @Inject
    ChangeTypes types;

    private JsonNode created(Receiver receiver, String members) {
        var answer = admin.body("{\"url\": \"%s\"%s}".formatted(receiver.url(), members))
                .post("/v1/webhooks");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode active(Receiver receiver, String members) throws Exception {
        var webhook = created(receiver, members);
        awaitStatus(webhook, "ACTIVE");
        return webhook;
    }

    private void awaitStatus(JsonNode webhook, String status) throws Exception {
        EventClient.await(() -> read(webhook).path("status").asText().equals(status));
    }

    private JsonNode read(JsonNode webhook) {
        return admin.get("/v1/webhooks/" + webhook.path("id").asText()).json();
    }

    private LightClient.Answer act(JsonNode webhook, String action, String body) {
        var answer = admin.body(body).post("/v1/webhooks/" + webhook.path("id").asText() + "/" + action);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** As time passes while an address is left alone. */
    private void makeDue(JsonNode webhook) throws SQLException, IOException {
        ChangeLog.execute(
                "UPDATE webhook_sender SET due_at = now(), pending = regexp_replace(pending::text, '\"next\": [0-9]+',"
                        + " '\"next\": 0', 'g')::jsonb WHERE webhook_id = '%s'"
                                .formatted(webhook.path("id").asText()));
    }

    private static Set<String> records(Receiver receiver) {
        return receiver.calls().stream().map(Call::record).collect(Collectors.toSet());
    }

    private static boolean verifies(String secret, Call call) {
        try {
            new Webhook(secret).verify(call.text(), HttpHeaders.of(call.headers(), (name, value) -> true));
            return true;
        } catch (WebhookVerificationException | IllegalArgumentException refused) {
            return false;
        }
    }

    @Test
    void aChangeIsSentSignedAndThin() throws Exception {
        try (var receiver = new Receiver()) {
            var webhook = active(receiver, "");
            var id = ChangeLog.commit(clinic);
            EventClient.await(() -> receiver.calls().size() == 1);

            var call = receiver.calls().get(0);
            assertThat(verifies(webhook.path("secret").asText(), call)).isTrue();
            assertThat(call.type()).isEqualTo("vitals.created");
            assertThat(call.header("content-type")).isEqualTo("application/json");
            assertThat(call.id()).startsWith("chg_");
            assertThat(call.record()).isEqualTo(id);
            assertThat(call.body().at("/data/href").asText()).isEqualTo("/v1/vitals/" + id);
            EventClient.await(() -> read(webhook)
                    .path("cursor")
                    .asText()
                    .equals(call.body().at("/data/cursor").asText()));
            var attempts = admin.get("/v1/webhooks/%s/attempts"
                            .formatted(webhook.path("id").asText()))
                    .json();
            assertThat(attempts.at("/items/0/item").asText()).isEqualTo(call.id());
            assertThat(attempts.at("/items/0/status").asInt()).isEqualTo(204);
        }
    }

    /** Not one of the kinds, and nothing that INTEGRATION may not read. */
    @Test
    void onlyWhatIsAskedForAndMayBeReadIsSent() throws Exception {
        try (var receiver = new Receiver()) {
            active(receiver, ", \"types\": [\"VITALS\", \"EMERGENCY_ACCESS\"]");
            ChangeLog.commit(clinic, "EMERGENCY_ACCESS", null);
            ChangeLog.commit(clinic, "SESSION", null);
            var last = ChangeLog.commit(clinic);
            EventClient.await(() -> records(receiver).contains(last));
            assertThat(records(receiver)).containsExactly(last);
        }
    }

    /** Answers at random: all is delivered, and nothing twice that was acknowledged. */
    @Test
    void aReceiverThatFailsAtRandomGetsEverything() throws Exception {
        var chance = new Random(11);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var doubles = new AtomicInteger();
        try (var receiver = new Receiver().answering((exchange, call) -> {
            var die = chance.nextInt(12);
            if (die == 0) {
                Receiver.answer(exchange, 500, "");
            } else if (die == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                Receiver.answer(exchange, 429, "");
            } else if (die == 2) {
                exchange.close();
            } else if (die == 3) {
                exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
                Receiver.answer(exchange, 302, "");
            } else {
                if (!acknowledged.add(call.record())) {
                    doubles.incrementAndGet();
                }
                Receiver.answer(exchange, 200, die == 4 ? "x".repeat(300_000) : "");
            }
        })) {
            var webhook = active(receiver, "");
            var ids = new HashSet<String>();
            for (var i = 0; i < 60; i++) {
                ids.add(ChangeLog.commit(clinic));
            }
            EventClient.await(() -> {
                makeDue(webhook);
                Thread.sleep(50);
                return acknowledged.size() == ids.size();
            });
            assertThat(acknowledged).isEqualTo(ids);
            assertThat(doubles).hasValue(0);
            assertThat(receiver.calls())
                    .allMatch(call -> verifies(webhook.path("secret").asText(), call));
            assertThat(receiver.most()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void anAddressThatComesBackIsAskedOnceAndThenGetsAllInOrder() throws Exception {
        var down = new AtomicInteger(1);
        try (var receiver = new Receiver()
                .answering((exchange, call) -> Receiver.answer(exchange, down.get() == 1 ? 503 : 200, ""))) {
            var webhook = active(receiver, ", \"inFlight\": 1");
            var ids = new ArrayList<String>();
            ids.add(ChangeLog.commit(clinic));
            awaitStatus(webhook, "FAILING");
            for (var i = 0; i < 30; i++) {
                ids.add(ChangeLog.commit(clinic));
            }
            var before = receiver.calls().size();
            makeDue(webhook);
            EventClient.await(() -> read(webhook).path("failures").asInt() >= 2);
            // One call, however much waits.
            assertThat(receiver.calls()).hasSize(before + 1);
            assertThat(Database.number("SELECT count(*) FROM webhook_attempt WHERE clinic_id = ?", clinic))
                    .isLessThan(10);
            down.set(0);
            makeDue(webhook);
            EventClient.await(() -> new HashSet<>(records(receiver)).containsAll(ids));
            var received =
                    receiver.calls().stream().map(Call::record).distinct().toList();
            assertThat(received).containsExactlyElementsOf(ids);
            assertThat(receiver.most()).isEqualTo(1);
            awaitStatus(webhook, "ACTIVE");
        }
    }

    @Test
    void aPoisonedChangeIsSetAsideAndCanBeReplayed() throws Exception {
        var poisoned = new String[1];
        try (var receiver = new Receiver()
                .answering((exchange, call) ->
                        Receiver.answer(exchange, call.record().equals(poisoned[0]) ? 422 : 200, ""))) {
            var webhook = active(receiver, "");
            try (var both = ChangeLog.open()) {
                poisoned[0] = ChangeLog.add(both, clinic);
                both.commit();
            }
            var next = ChangeLog.commit(clinic);
            EventClient.await(() -> records(receiver).contains(next));
            EventClient.await(() -> {
                makeDue(webhook);
                Thread.sleep(50);
                return read(webhook).path("setAside").asInt() == 1;
            });
            assertThat(receiver.calls().stream().filter(call -> call.record().equals(poisoned[0])))
                    .hasSize(5);
            assertThat(read(webhook).path("status").asText()).isEqualTo("ACTIVE");
            assertThat(receiver.calls().stream().filter(call -> call.record().equals(next)))
                    .hasSize(1);
            var path = "/v1/webhooks/%s/set-aside".formatted(webhook.path("id").asText());
            var item = admin.get(path).json().at("/items/0");
            assertThat(item.path("status").asInt()).isEqualTo(422);
            assertThat(item.path("tries").asInt()).isEqualTo(5);

            var healed = poisoned[0];
            poisoned[0] = "none";
            act(
                    webhook,
                    "replay",
                    "{\"item\": \"%s\"}".formatted(item.path("item").asText()));
            EventClient.await(() -> read(webhook).path("setAside").asInt() == 0);
            var all = receiver.calls().stream()
                    .filter(call -> call.record().equals(healed))
                    .toList();
            assertThat(all)
                    .hasSize(6)
                    .extracting(Call::id)
                    .containsOnly(item.path("item").asText());
        }
    }

    @Test
    void anAddressThatIsGoneIsDisabledAndGoesOnWhereItWas() throws Exception {
        var status = new AtomicInteger(410);
        try (var receiver = new Receiver().answering((exchange, call) -> Receiver.answer(exchange, status.get(), ""))) {
            var webhook = active(receiver, "");
            var first = ChangeLog.commit(clinic);
            awaitStatus(webhook, "DISABLED");
            assertThat(read(webhook).path("disabledReason").asText()).isEqualTo("GONE");
            var second = ChangeLog.commit(clinic);
            status.set(200);
            act(webhook, "resume", "{}");
            EventClient.await(() -> records(receiver).containsAll(Set.of(first, second)));
            // The end is a change of the feed, for those who manage webhooks.
            assertThat(admin.query("types", "WEBHOOK").get("/v1/changes").json().path("items"))
                    .hasSizeGreaterThan(2);

            var ids = receiver.calls().stream().map(Call::id).collect(Collectors.toSet());
            var calls = receiver.calls().size();
            act(webhook, "replay", "{\"since\": \"2026-01-01T00:00:00Z\"}");
            EventClient.await(() -> receiver.calls().size() >= calls + 2);
            assertThat(receiver.calls().stream().map(Call::id).collect(Collectors.toSet()))
                    .isEqualTo(ids);
        }
    }

    @Test
    void seventyTwoHoursOfFailuresDisable() throws Exception {
        try (var receiver = new Receiver().answering((exchange, call) -> Receiver.answer(exchange, 500, ""))) {
            var webhook = active(receiver, "");
            ChangeLog.commit(clinic);
            awaitStatus(webhook, "FAILING");
            assertThat(read(webhook).path("lastError").asText()).isEqualTo("STATUS");
            ChangeLog.execute(
                    "UPDATE webhook_sender SET failing_since = now() - interval '73 hours', due_at = now() WHERE webhook_id = '%s'"
                            .formatted(webhook.path("id").asText()));
            awaitStatus(webhook, "DISABLED");
            assertThat(read(webhook).path("disabledReason").asText()).isEqualTo("EXHAUSTED");
        }
    }

    @Test
    void bothSecretsAreGoodWhileOneReplacesTheOther() throws Exception {
        try (var receiver = new Receiver()) {
            var webhook = active(receiver, "");
            var old = webhook.path("secret").asText();
            var rotated = act(webhook, "rotate", "{\"keepOldHours\": 24}")
                    .json()
                    .path("secret")
                    .asText();
            ChangeLog.commit(clinic);
            EventClient.await(() -> receiver.calls().size() == 1);
            assertThat(verifies(old, receiver.calls().get(0))).isTrue();
            assertThat(verifies(rotated, receiver.calls().get(0))).isTrue();
            ChangeLog.execute("UPDATE webhook SET old_secret_until = now() - interval '1 second' WHERE id = '%s'"
                    .formatted(webhook.path("id").asText()));
            ChangeLog.commit(clinic);
            EventClient.await(() -> receiver.calls().size() == 2);
            assertThat(verifies(old, receiver.calls().get(1))).isFalse();
            assertThat(verifies(rotated, receiver.calls().get(1))).isTrue();
            // Shown once, and kept nowhere in the clear.
            assertThat(read(webhook).has("secret")).isFalse();
            assertThat(Database.number(
                            "SELECT count(*) FROM webhook AS one WHERE one::text LIKE ? OR encode(secret, 'base64') LIKE ?",
                            "%" + old.substring(6) + "%",
                            "%" + rotated.substring(6, 40) + "%"))
                    .isZero();
            assertThat(Database.number("SELECT count(*) FROM kept_answer WHERE body LIKE '%whsec_%'"))
                    .isZero();
        }
    }

    /** A stale sender's news count no more: its lease was taken over. */
    @Test
    void aSenderThatWakesLateMovesNothing() throws Exception {
        var asleep = new CountDownLatch(1);
        try (var receiver = new Receiver().answering((exchange, call) -> {
            await(asleep);
            Receiver.answer(exchange, 200, "");
        })) {
            var webhook = active(receiver, "");
            ChangeLog.commit(clinic);
            EventClient.await(() -> receiver.calls().size() == 1);
            // While the call is under way nothing moves; before, hidden changes may be passed.
            var cursor = read(webhook).path("cursor").asText();
            ChangeLog.execute(
                    "UPDATE webhook_sender SET lease_token = lease_token + 1, leased_until = now() + interval '1 hour'"
                            + " WHERE webhook_id = '%s'"
                                    .formatted(webhook.path("id").asText()));
            asleep.countDown();
            EventClient.await(() -> Database.number(
                            "SELECT count(*) FROM webhook_sender WHERE webhook_id = ?"
                                    + " AND leased_until > now() + interval '30 minutes'",
                            UUID.fromString(webhook.path("id").asText()))
                    == 1);
            Thread.sleep(500);
            assertThat(read(webhook).path("cursor").asText()).isEqualTo(cursor);
        }
    }

    /** A turn lasts as long as its receiver hangs, so a clinic has a share of the turns and no more. */
    @Test
    void aClinicWhoseReceiversHangKeepsNoOtherWaiting() throws Exception {
        var held = new CountDownLatch(1);
        var elsewhere = UUID.randomUUID();
        try (var hanging = new Receiver().answering((exchange, call) -> {
                    await(held);
                    Receiver.answer(exchange, 200, "");
                });
                var quick = new Receiver()) {
            var webhooks = new ArrayList<JsonNode>();
            for (var i = 0; i < 12; i++) {
                webhooks.add(created(hanging, ", \"types\": [\"VITALS\"]"));
            }
            for (var webhook : webhooks) {
                awaitStatus(webhook, "ACTIVE");
            }
            ChangeLog.commit(clinic);
            EventClient.await(() -> turns() == 8);
            var other = LightClient.with(Clinics.token(elsewhere, ADMIN))
                    .body("{\"url\": \"%s\"}".formatted(quick.url()))
                    .post("/v1/webhooks");
            assertThat(other.status()).as(other.body()).isEqualTo(201);
            var most = new AtomicInteger();
            var change = ChangeLog.commit(elsewhere);
            EventClient.await(() -> {
                most.accumulateAndGet((int) turns(), Math::max);
                return records(quick).contains(change);
            });
            assertThat(most).hasValueLessThanOrEqualTo(8);
            held.countDown();
            EventClient.await(() -> hanging.calls().size() >= 12);
        }
    }

    private long turns() throws SQLException, IOException {
        return Database.number(
                "SELECT count(*) FROM webhook_sender WHERE clinic_id = ? AND leased_until > clock_timestamp()", clinic);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aClinicHasTwentyWebhooks() throws Exception {
        try (var receiver = new Receiver()) {
            var body = "{\"url\": \"%s\", \"id\": \"%s\"}";
            var first = body.formatted(receiver.url(), UUID.randomUUID());
            assertThat(admin.body(first).post("/v1/webhooks").status()).isEqualTo(201);
            for (var i = 1; i < 18; i++) {
                created(receiver, "");
            }
            // Also of those who come at one moment.
            var together = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> admin.body(body.formatted(receiver.url(), UUID.randomUUID()))
                                    .post("/v1/webhooks"),
                            task -> new Thread(task).start()))
                    .toList();
            assertThat(together)
                    .extracting(answer -> answer.join().status())
                    .containsExactlyInAnyOrder(201, 201, 409, 409, 409, 409);
            var refused = admin.body(body.formatted(receiver.url(), UUID.randomUUID()))
                    .post("/v1/webhooks");
            assertThat(refused.isProblem(409, "too-many-webhooks"))
                    .as(refused.body())
                    .isTrue();
            var again = admin.body(first).post("/v1/webhooks");
            assertThat(again.status()).as("a repetition").isEqualTo(200);

            var path = "/v1/webhooks/" + again.id();
            assertThat(admin.send("DELETE", path).status()).isEqualTo(200);
            created(receiver, "");
            var resumed = admin.body("{}").post(path + "/resume");
            assertThat(resumed.isProblem(409, "too-many-webhooks"))
                    .as(resumed.body())
                    .isTrue();
        }
    }

    /** What INTEGRATION is shown in the feed, and nothing else. */
    @Test
    void aReceiverIsSentWhatTheFeedShows() throws Exception {
        var ehr = LightClient.with(Clinics.token(clinic, INTEGRATION));
        try (var receiver = new Receiver()) {
            active(receiver, "");
            var start = FeedReader.now(ehr);
            for (var type : types.all()) {
                ChangeLog.commit(clinic, type, UUID.randomUUID().toString());
            }
            var last = ChangeLog.commit(clinic);
            var shown = new FeedReader(ehr, start)
                    .until(items -> items.stream()
                            .anyMatch(item -> item.path("id").asText().equals(last)))
                    .ids();
            assertThat(shown).hasSizeLessThan(types.all().size() + 1).hasSizeGreaterThan(8);
            EventClient.await(() -> records(receiver).containsAll(shown));
            assertThat(records(receiver)).hasSameElementsAs(shown);
        }
    }

    /** Not even to the address that it points to, whatever that is. */
    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (var inside = new Receiver();
                var receiver = new Receiver().answering((exchange, call) -> {
                    exchange.getResponseHeaders().set("Location", inside.url());
                    Receiver.answer(exchange, 307, "");
                })) {
            var webhook = active(receiver, "");
            ChangeLog.commit(clinic);
            awaitStatus(webhook, "FAILING");
            makeDue(webhook);
            EventClient.await(() -> read(webhook).path("failures").asInt() >= 2);
            assertThat(inside.requests()).isZero();
        }
    }

    @Test
    void whatCannotBeSentToIsRefused() {
        for (var url : List.of(
                "ftp://example.org/",
                "https://10.0.0.1/",
                "https://user@example.org/",
                "https://example.org:25/",
                "x")) {
            var answer = admin.body("{\"url\": \"%s\"}".formatted(url)).post("/v1/webhooks");
            assertThat(answer.isProblem(422, "invalid")).as(url + answer.body()).isTrue();
            assertThat(answer.body()).contains("/url");
        }
        var types = admin.body("{\"url\": \"http://127.0.0.1:9/\", \"types\": [\"X\"]}")
                .post("/v1/webhooks");
        assertThat(types.isProblem(422, "invalid")).isTrue();
        var twice = admin.body("{\"url\": \"http://127.0.0.1:9/\", \"types\": [\"VITALS\", \"VITALS\"]}")
                .post("/v1/webhooks");
        assertThat(twice.isProblem(422, "invalid")).as(twice.body()).isTrue();
        var from = admin.body("{\"url\": \"http://127.0.0.1:9/\", \"from\": \"X\"}")
                .post("/v1/webhooks");
        assertThat(from.isProblem(422, "invalid")).as(from.body()).isTrue();
        assertThatThrownBy(() -> new Webhook("whsec_x").verify("", HttpHeaders.of(java.util.Map.of(), (n, v) -> true)))
                .isInstanceOf(Exception.class);
    }

    @Test
    void anAdministratorStopsAndChangesAWebhook() throws Exception {
        try (var receiver = new Receiver();
                var other = new Receiver()) {
            var webhook = active(receiver, "");
            var path = "/v1/webhooks/" + webhook.path("id").asText();
            var changed = admin.header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", "*")
                    .body("{\"url\": \"%s\", \"description\": \"EHR\"}".formatted(other.url()))
                    .send("PATCH", path);
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            awaitStatus(webhook, "ACTIVE");
            act(webhook, "test", "{}");
            EventClient.await(
                    () -> other.calls().stream().anyMatch(call -> call.type().equals("webhook.test")));
            assertThat(admin.send("DELETE", path).json().path("disabledReason").asText())
                    .isEqualTo("BY_ADMIN");
            ChangeLog.commit(clinic);
            Thread.sleep(600);
            assertThat(other.calls()).hasSize(1);
            assertThat(admin.get("/v1/webhooks").json().at("/items/0/id")).isEqualTo(webhook.path("id"));
        }
    }
}
