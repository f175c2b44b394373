package org.sextant.exchange.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import org.sextant.identity.Caller;

/** Shows addresses with how the sending goes. */
@ApplicationScoped
class WebhookViews {

    private final WebhookRepository webhooks;
    private final Caller caller;

    WebhookViews(WebhookRepository webhooks, Caller caller) {
        this.webhooks = webhooks;
        this.caller = caller;
    }

    WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    /** @param secret shown this once; null for none */
    WebhookView of(Webhook webhook, String secret) {
        var state = webhooks.state(webhook.id());
        return WebhookView.of(webhook, state, state.cursor().text(caller.clinic()), secret);
    }
}
