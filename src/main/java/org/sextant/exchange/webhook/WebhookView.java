package org.sextant.exchange.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** An address as the API shows it. */
@Schema(name = "Webhook", example = """
                {"id": "01957fb0-1a00-7c2d-9e41-3d7b8f0a6c95", "url": "https://ehr.example.org/sextant", "inFlight": 8,
                 "status": "ACTIVE", "cursor": "q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE", "failures": 0,
                 "setAside": 0, "recordedAt": "2026-03-04T16:01:00Z", "recordedBy": "demo-admin", "version": 2}\
                """)
record WebhookView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String url,
        String description,

        @Schema(description = "Absent: all that INTEGRATION may read")
        List<String> types,

        @Schema(required = true) int inFlight,
        Integer maxPerSecond,
        @Schema(required = true) Status status,
        DisabledReason disabledReason,

        @Schema(required = true, description = "Behind this position changes are still to be sent")
        String cursor,

        @Schema(required = true, description = "Failures since the last success")
        int failures,

        Instant failingSince,

        @Schema(description = "The kind of the last failure, while the address fails")
        String lastError,

        Instant lastSuccessAt,

        @Schema(required = true, description = "Changes that were refused five times and set aside")
        long setAside,

        @Schema(description = "Until then calls are signed with the old secret as well")
        Instant oldSecretUntil,

        @Schema(description = "Shown once: with the creation and with a rotation")
        String secret,

        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,
        @Schema(required = true) int version)
        implements Versioned {

    /** How it goes. */
    @Schema(name = "WebhookStatus")
    enum Status {
        /** The address has not answered the challenge yet. */
        PENDING,
        ACTIVE,
        /** The last call failed; it is tried again. */
        FAILING,
        DISABLED
    }

    /**
     * @param cursor the position of the sending
     * @param secret null but for the one answer that shows it
     */
    static WebhookView of(Webhook webhook, SenderState sender, String cursor, String secret) {
        var details = webhook.details();
        return new WebhookView(
                webhook.id(),
                details.url(),
                details.description(),
                details.types(),
                details.inFlight(),
                details.maxPerSecond(),
                status(webhook, sender),
                webhook.disabledReason(),
                cursor,
                sender.failures(),
                sender.failingSince(),
                sender.lastError(),
                sender.lastSuccessAt(),
                sender.setAside(),
                webhook.oldSecretUntil(),
                secret,
                webhook.recordedAt(),
                webhook.recordedBy(),
                webhook.version());
    }

    private static Status status(Webhook webhook, SenderState sender) {
        return webhook.status() == Webhook.Status.ACTIVE && sender.failingSince() != null
                ? Status.FAILING
                : Status.valueOf(webhook.status().name());
    }
}
