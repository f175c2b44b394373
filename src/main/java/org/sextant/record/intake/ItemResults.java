package org.sextant.record.intake;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.idempotency.Provisional;

/** One result for each item, in the order of the request. */
@Schema(name = "ItemResults", example = """
                {"results": [{"index": 0, "id": "01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83", "status": 201, "outcome": "CREATED"},
                             {"index": 1, "id": "01957f72-3c80-7e1b-b7d4-0b6a5c9d2e84", "status": 200, "outcome": "REPLAYED"}]}\
                """)
public record ItemResults(@Schema(required = true) List<ItemResult> results) implements Provisional {

    @Override
    public boolean provisional() {
        return results.stream().anyMatch(result -> Boolean.TRUE.equals(result.retryable()));
    }
}
