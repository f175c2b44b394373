package org.sextant.exchange.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One call of an address: what came of it, and nothing of what was sent or answered. */
@Schema(
        name = "WebhookAttempt",
        example = "{\"at\": \"2026-03-04T16:01:00Z\", \"item\": \"webhook.verification\", \"status\": 200, \"ms\": 41}")
record AttemptView(
        @JsonIgnore long n,
        @Schema(required = true) Instant at,

        @Schema(required = true, description = "The `webhook-id`, or the type of a call without a change")
        String item,

        @Schema(description = "The HTTP status, where there was an answer")
        Integer status,

        @Schema(required = true, description = "How long it took, in milliseconds")
        int ms,

        @Schema(description = "TIMEOUT, TLS, REFUSED, NETWORK, FORBIDDEN_ADDRESS or STATUS, where it failed")
        String error) {}
