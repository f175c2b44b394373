package org.sextant.chart.medication;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.RecordStatus;
import org.sextant.web.representation.Versioned;

/** A medication as the API shows it. */
@Schema(name = "Medication", example = """
                {"id": "01957f73-9b00-7a6e-8c10-7e4d1b5f3a29", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "drug": "Ondansetron",
                 "dose": 4, "unit": "mg", "route": "IV", "givenAt": "2026-03-02T09:32:00Z", "reason": "Nausea", "status": "FINAL",
                 "recordedAt": "2026-03-02T09:33:00Z", "recordedBy": "demo-nurse", "version": 1}\
                """)
record MedicationView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) String drug,
        @Schema(required = true, description = "In `unit`") BigDecimal dose,
        @Schema(required = true) String unit,
        @Schema(required = true) String route,
        @Schema(required = true) Instant givenAt,

        @Schema(description = "By how many seconds the device's clock was ahead; absent where it did not say")
        Long clockOffsetSeconds,

        @Schema(description = "givenAt by the service's clock; absent where it equals givenAt")
        Instant correctedAt,

        String reason,
        @Schema(required = true) RecordStatus status,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,

        @Schema(description = "When it was last amended or marked as entered in error; absent where it never was")
        Instant changedAt,

        String changedBy,
        String changeReason,
        @Schema(required = true) int version)
        implements Versioned {

    static MedicationView of(Medication medication) {
        return new MedicationView(
                medication.id(),
                medication.sessionId(),
                medication.drug(),
                medication.dose(),
                medication.unit(),
                medication.route(),
                medication.reportedAt(),
                medication.clockOffsetSeconds(),
                medication.correctedAt(),
                medication.reason(),
                medication.status(),
                medication.recordedAt(),
                medication.recordedBy(),
                medication.changedAt(),
                medication.changedBy(),
                medication.changeReason(),
                medication.version());
    }
}
