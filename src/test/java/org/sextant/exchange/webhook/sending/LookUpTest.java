package org.sextant.exchange.webhook.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.ADMIN;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.LightClient;
import org.sextant.record.IdempotentCreate;

/** The names of addresses that an administrator sets up. */
@QuarkusTest
class LookUpTest {

    private final LightClient admin = LightClient.with(Clinics.token(UUID.randomUUID(), ADMIN));

    @Inject
    SystemNames names;

    private LightClient.Answer create(String host) {
        return admin.body("{\"url\": \"http://%s:9/\"}".formatted(host)).post("/v1/webhooks");
    }

    private LightClient.Answer edit(String id, String body) {
        return admin.header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .body(body)
                .send("PATCH", "/v1/webhooks/" + id);
    }

    /** An open transaction would hold back the feed of all clinics for as long as a server of names is silent. */
    @Test
    void noTransactionIsOpenMeanwhile() {
        List<Boolean> open = new CopyOnWriteArrayList<>();
        QuarkusMock.installMockForInstance(
                new SystemNames() {
                    @Override
                    public InetAddress[] lookUp(String host) throws UnknownHostException {
                        if (host.equals("first.example") || host.equals("second.example")) {
                            open.add(IdempotentCreate.inTransaction());
                        }
                        return InetAddress.getAllByName("127.0.0.1");
                    }
                },
                names);
        var created = create("first.example");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        var looks = open.size();
        assertThat(looks).isPositive();
        var edited = edit(created.id(), "{\"url\": \"http://second.example:9/\"}");
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(open).hasSizeGreaterThan(looks).containsOnly(false);
        assertThat(edit(UUID.randomUUID().toString(), "{\"url\": \"http://second.example:9/\"}")
                        .status())
                .isEqualTo(404);
        assertThat(edit(created.id(), "{\"inFlight\": 9}").isProblem(422, "invalid"))
                .isTrue();
        assertThat(edit(created.id(), "{\"types\": [\"X\"]}").body()).contains("/types");
    }

    @Test
    void aNameWithoutAnAnswerIsRefusedInTime() {
        var never = new CountDownLatch(1);
        QuarkusMock.installMockForInstance(
                new SystemNames(
                        host -> {
                            try {
                                never.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(host);
                        },
                        Duration.ofMillis(100)),
                names);
        var refused = create("silent.example");
        assertThat(refused.isProblem(422, "invalid")).as(refused.body()).isTrue();
        assertThat(refused.body()).contains("/url", "must have a host that is known");
        never.countDown();
    }
}
