package org.sextant.chart.clearance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.RecordStatus;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.ClearanceOutcome;
import org.sextant.web.representation.Versioned;

/** A clearance as the API shows it. */
@Schema(name = "Clearance", example = """
                {"id": "01957f6e-9d10-7c44-8a02-55a2b6d1f0c3", "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47",
                 "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "kind": "BLOOD_WORK", "outcome": "CLEARED",
                 "clearedOn": "2026-02-24", "clearedBy": "Dr. Example", "status": "FINAL", "recordedAt": "2026-03-01T08:00:00Z",
                 "recordedBy": "demo-prescriber", "version": 1}\
                """)
record ClearanceView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID patientId,

        @Schema(description = "Absent where it was recorded for the patient and no course")
        UUID courseId,

        @Schema(required = true) ClearanceKind kind,
        @Schema(required = true) ClearanceOutcome outcome,
        String condition,
        @Schema(required = true) LocalDate clearedOn,
        @Schema(required = true) String clearedBy,

        @Schema(description = "The last day on which it is valid, where it ends before the days of the protocol")
        LocalDate expiresOn,

        List<ClearanceResult> results,
        ClearanceDocument document,
        String note,
        @Schema(required = true) RecordStatus status,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,

        @Schema(description = "When it was last amended or marked as entered in error; absent where it never was")
        Instant changedAt,

        String changedBy,
        String changeReason,
        @Schema(required = true) int version)
        implements Versioned {

    static ClearanceView of(Clearance clearance) {
        var content = clearance.content();
        return new ClearanceView(
                clearance.id(),
                clearance.patientId(),
                clearance.courseId(),
                content.kind(),
                content.outcome(),
                content.condition(),
                content.clearedOn(),
                content.clearedBy(),
                content.expiresOn(),
                content.results(),
                content.document(),
                content.note(),
                clearance.status(),
                clearance.recordedAt(),
                clearance.recordedBy(),
                clearance.changedAt(),
                clearance.changedBy(),
                clearance.changeReason(),
                clearance.version());
    }
}
