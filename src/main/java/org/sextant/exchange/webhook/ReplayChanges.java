package org.sextant.exchange.webhook;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for changes to be sent again; exactly one member.
 *
 * @param after all changes behind this cursor
 * @param since all changes since this time
 * @param item one change that was set aside, by its {@code webhook-id}
 * @param allSetAside true for all changes that were set aside
 */
@Schema(example = "{\"since\": \"2026-03-04T00:00:00Z\"}")
record ReplayChanges(
        @Schema(description = "All changes behind this cursor") @Size(max = 200)
        String after,

        @Schema(description = "All changes since this time") Instant since,

        @Schema(description = "One change that was set aside, by its `webhook-id`") @Size(max = 200)
        String item,

        @Schema(description = "true: all changes that were set aside")
        Boolean allSetAside) {

    boolean hasExactlyOne() {
        return Stream.of(after, since, item, allSetAside)
                        .filter(Objects::nonNull)
                        .count()
                == 1;
    }
}
