package org.sextant.exchange.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change that a receiver has refused so often that the others went on without it. */
@Schema(
        name = "WebhookSetAside",
        example =
                "{\"item\": \"chg_q1Yw3kZ0tUoBAAAAAQ\", \"status\": 422, \"tries\": 5, \"setAsideAt\": \"2026-03-04T16:01:00Z\","
                        + " \"replaying\": false}")
record SetAsideView(
        @Schema(required = true, description = "The `webhook-id` of the change")
        String item,

        @Schema(required = true, description = "The last answer")
        int status,

        @Schema(required = true) int tries,
        @Schema(required = true) Instant setAsideAt,

        @Schema(required = true, description = "True where it is to be sent again")
        boolean replaying) {}
