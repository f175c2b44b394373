package org.sextant.exchange.webhook;

import org.sextant.web.problem.ProblemType;

/** Problems of those who manage webhooks. */
final class WebhookProblem {

    /** 409: each one reads the log and takes turns of the senders, so a clinic has only so many. */
    static final ProblemType TOO_MANY_WEBHOOKS =
            new ProblemType("too-many-webhooks", "The clinic has as many webhooks as it may have", 409);

    private WebhookProblem() {}
}
