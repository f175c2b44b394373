package org.sextant.exchange.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.sextant.exchange.feed.FeedAccess;
import org.sextant.exchange.webhook.Webhook.Status;
import org.sextant.exchange.webhook.sending.SecretBox;
import org.sextant.record.Provenance;
import org.sextant.web.MergePatch;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Violations;
import org.sextant.web.representation.ETag;

/**
 * What administrators do with addresses. Each method is one transaction; none calls an address or looks its name up.
 */
@ApplicationScoped
@Transactional
class WebhookService {

    private static final String NOW = "NOW";

    private final WebhookRepository webhooks;
    private final FeedAccess feed;
    private final MergePatch mergePatch;
    private final SecretBox secrets;
    private final InstantSource time;

    WebhookService(
            WebhookRepository webhooks, FeedAccess feed, MergePatch mergePatch, SecretBox secrets, InstantSource time) {
        this.webhooks = webhooks;
        this.feed = feed;
        this.mergePatch = mergePatch;
        this.secrets = secrets;
        this.time = time;
    }

    /** @param secret the new secret, which the caller shows once */
    Webhook create(Provenance provenance, CreateWebhook request, byte[] secret) {
        webhooks.requireRoom();
        var start = feed.start(request.from() == null || request.from().equals(NOW) ? null : request.from(), "/from");
        var webhook = webhooks.add(new Webhook(provenance, request.details(), secrets.seal(provenance.id(), secret)));
        webhooks.begin(webhook.id(), start.position(), start.toldIn());
        return webhook;
    }

    /** What a patch would make of a webhook, which stays as it is. */
    WebhookDetails patched(UUID id, String ifMatch, JsonNode patch) {
        return patched(webhooks.get(id), ifMatch, patch);
    }

    private WebhookDetails patched(Webhook webhook, String ifMatch, JsonNode patch) {
        ETag.require(ifMatch, webhook.version());
        return mergePatch.apply(webhook.details(), patch);
    }

    /** @param patch what it makes of the webhook was checked */
    Webhook edit(UUID id, String ifMatch, JsonNode patch) {
        var webhook = webhooks.getForUpdate(id);
        webhook.become(patched(webhook, ifMatch, patch));
        if (webhook.status() == Status.PENDING) {
            webhooks.ask(id, "VERIFY");
        }
        return webhooks.add(webhook);
    }

    Webhook disable(UUID id) {
        var webhook = webhooks.getForUpdate(id);
        if (webhook.status() != Status.DISABLED) {
            webhook.disable(DisabledReason.BY_ADMIN);
        }
        return webhooks.add(webhook);
    }

    /** The challenge is sent again, at once. */
    Webhook verify(UUID id) {
        var webhook = webhooks.getForUpdate(id);
        requireNot(webhook, Status.DISABLED);
        requireNot(webhook, Status.ACTIVE);
        webhooks.retry(id);
        webhooks.ask(id, "VERIFY");
        return webhook;
    }

    Webhook test(UUID id) {
        var webhook = webhooks.getForUpdate(id);
        requireNot(webhook, Status.DISABLED);
        requireNot(webhook, Status.PENDING);
        webhooks.ask(id, "TEST");
        return webhook;
    }

    /** A disabled address proves itself anew and goes on where it was; one that fails is tried at once. */
    Webhook resume(UUID id) {
        var webhook = webhooks.getForUpdate(id);
        if (webhook.status() == Status.DISABLED) {
            // Where the log no longer reaches back so far, changes would be missed silently.
            feed.require(webhooks.state(id).cursor());
            webhooks.requireRoom();
            webhook.resume(false);
            webhooks.ask(id, "VERIFY");
        }
        webhooks.retry(id);
        return webhooks.add(webhook);
    }

    Webhook rotate(UUID id, RotateSecret request, byte[] secret) {
        var webhook = webhooks.getForUpdate(id);
        webhook.rotate(secrets.seal(id, secret), time.instant().plus(Duration.ofHours(request.keepOldHours())));
        return webhooks.add(webhook);
    }

    Webhook replay(UUID id, ReplayChanges request) {
        var webhook = webhooks.getForUpdate(id);
        if (!request.hasExactlyOne() || Boolean.FALSE.equals(request.allSetAside())) {
            throw Violations.of("", "must have exactly one of after, since, item, allSetAside");
        }
        if (request.after() != null) {
            webhooks.move(id, feed.start(request.after(), "/after").position());
        } else if (request.since() != null) {
            webhooks.beforeFirstSince(request.since()).ifPresent(position -> webhooks.move(id, position));
        } else if (webhooks.revive(id, request.item()) == 0 && request.item() != null) {
            throw Violations.of("/item", "is no change that was set aside");
        }
        return webhook;
    }

    private static void requireNot(Webhook webhook, Status status) {
        if (webhook.status() == status) {
            throw CommonProblem.WRONG_STATE
                    .because("The webhook is %s.".formatted(status))
                    .with("currentStatus", status);
        }
    }
}
