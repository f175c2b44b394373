package org.sextant.exchange.webhook.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sextant.exchange.webhook.sending.Messages.Message;

/** Signs messages and sends them to one address. */
@ApplicationScoped
class Letterbox {

    private final WebhookClient client;
    private final SecretBox secrets;

    Letterbox(WebhookClient client, SecretBox secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    /** Of one turn: the time of each try goes on from the database's. */
    Mail of(Claim claim) {
        var keys = new ArrayList<byte[]>();
        keys.add(secrets.open(claim.webhook(), claim.secret()));
        if (claim.oldSecret() != null) {
            keys.add(secrets.open(claim.webhook(), claim.oldSecret()));
        }
        return new Mail(client, claim, keys, System.nanoTime());
    }

    /** The calls of one turn. */
    record Mail(WebhookClient client, Claim claim, List<byte[]> keys, long began) {

        Instant now() {
            return Instant.ofEpochMilli(claim.now()).plusNanos(System.nanoTime() - began);
        }

        /** True where a call that begins now would not end within the lease. */
        boolean isLate() {
            return System.nanoTime() - began > Duration.ofSeconds(15).toNanos();
        }

        CompletableFuture<Reply> send(Message message) {
            var timestamp = now().getEpochSecond();
            var headers = Map.of(
                    "content-type",
                    "application/json",
                    "user-agent",
                    "Sextant",
                    "webhook-id",
                    message.id(),
                    "webhook-timestamp",
                    String.valueOf(timestamp),
                    "webhook-signature",
                    Signatures.of(keys, message.id(), timestamp, message.body()));
            return client.post(claim.url(), headers, message.body());
        }
    }
}
