package org.sextant.exchange.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an address is not told of changes any more. */
@Schema(name = "WebhookDisabledReason")
enum DisabledReason {
    /** The receiver answered 410. */
    GONE,
    /** Nothing could be delivered for 72 hours. */
    EXHAUSTED,
    BY_ADMIN,
    /** The name leads to an address that is not public. */
    FORBIDDEN_ADDRESS
}
