package org.sextant.exchange.feed;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the feed. */
@Schema(name = "ChangePage", example = """
                {"items": [{"cursor": "q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE", "type": "VITALS",
                  "id": "01957fa1-3c00-7d5e-8a41-9b2c6f1e7d30", "version": 1, "change": "CREATED",
                  "at": "2026-03-04T15:21:07.120394Z", "href": "/v1/vitals/01957fa1-3c00-7d5e-8a41-9b2c6f1e7d30",
                  "sessionId": "01957f9a-2200-7b18-9c3d-5e7f1a2b4c6d"}],
                 "next": "q1Yw3kZ0tUoBAAAAAQAAAAEAAAAAAAADxAAAAAAAAAA7AAAAAQAAAAE", "caughtUp": true}\
                """)
record ChangePage(
        @Schema(required = true, description = "In the order of the feed")
        List<ChangeItem> items,

        @Schema(required = true, description = "Send it as `after` for what comes next; there always is one")
        String next,

        @Schema(required = true, description = "True where all that could be read at the moment was read")
        boolean caughtUp,

        Reset reset) {}
