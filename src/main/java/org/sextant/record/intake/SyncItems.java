package org.sextant.record.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The records of a tablet that was offline, in any order.
 *
 * @param items 1 to 500; each is the content of a create, with its {@code type} and the id of its session or course
 */
@Schema(example = """
                {"items": [{"type": "VITALS", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21",
                            "takenAt": "2026-03-02T09:20:00Z", "spo2": 98},
                           {"type": "ASSESSMENT", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                            "instrument": "PHQ-9", "takenAt": "2026-03-02T08:50:00Z",
                            "timepoint": "BASELINE", "total": 19}]}\
                """)
record SyncItems(
        @NotNull @Size(min = 1, max = 500) @JsonDeserialize(contentUsing = ItemTree.class)
        List<JsonNode> items) {}
