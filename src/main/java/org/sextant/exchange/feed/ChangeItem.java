package org.sextant.exchange.feed;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change as the feed, the events and the webhooks show it: which record, never its content. */
@Schema(name = "Change", example = """
                {"cursor": "q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE", "type": "VITALS",
                 "id": "01957fa1-3c00-7d5e-8a41-9b2c6f1e7d30", "version": 1, "change": "CREATED",
                 "at": "2026-03-04T15:21:07.120394Z", "href": "/v1/vitals/01957fa1-3c00-7d5e-8a41-9b2c6f1e7d30",
                 "sessionId": "01957f9a-2200-7b18-9c3d-5e7f1a2b4c6d"}\
                """)
public record ChangeItem(
        @Schema(required = true, description = "The position of this change, to be sent as `after`; opaque")
        String cursor,

        @Schema(required = true, description = "The kind of record, such as VITALS")
        String type,

        @Schema(required = true, description = "The id of the record; the code of a protocol")
        String id,

        @Schema(
                required = true,
                description = "The version that was written. Versions of one record may come in another order: the"
                        + " highest one counts.")
        int version,

        @Schema(required = true) ChangeKind change,

        @Schema(required = true, description = "When the transaction began; for people, not for cursors")
        Instant at,

        @Schema(required = true, description = "Where the record is read")
        String href,

        @Schema(description = "The session that is concerned: whatever is shown of it may have changed")
        UUID sessionId,

        @Schema(description = "The course, where the record names one")
        UUID courseId) {}
