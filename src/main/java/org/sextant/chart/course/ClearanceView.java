package org.sextant.chart.course;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.web.representation.Versioned;

/** A clearance as the API shows it. */
@Schema(name = "Clearance", example = """
                {"id": "01957f6e-9d10-7c44-8a02-55a2b6d1f0c3", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "kind": "BLOOD_WORK",
                 "clearedOn": "2026-02-24", "clearedBy": "Dr. Example", "recordedAt": "2026-03-01T08:00:00Z", "version": 1}\
                """)
record ClearanceView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID courseId,
        @Schema(required = true) ClearanceKind kind,
        @Schema(required = true) LocalDate clearedOn,
        @Schema(required = true) String clearedBy,
        String note,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) int version)
        implements Versioned {

    static ClearanceView of(Clearance clearance) {
        return new ClearanceView(
                clearance.id(),
                clearance.courseId(),
                clearance.kind(),
                clearance.clearedOn(),
                clearance.clearedBy(),
                clearance.note(),
                clearance.recordedAt(),
                clearance.version());
    }
}
