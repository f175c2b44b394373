package org.sextant.chart.vitals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.ItemTree;

/** Readings of one session, in any order. Each reading is parsed separately, so an invalid reading affects no other. */
@Schema(example = """
                {"readings": [{"takenAt": "2026-03-02T09:20:00Z", "systolic": 128,
                               "diastolic": 82, "heartRate": 74},
                              {"takenAt": "2026-03-02T09:30:00Z", "spo2": 98}]}\
                """)
record RecordVitalsBatch(
        @NotNull
        @Size(min = 1, max = 500)
        @Schema(type = SchemaType.ARRAY, implementation = RecordVitals.class)
        @JsonDeserialize(contentUsing = ItemTree.class)
        List<JsonNode> readings) {}
