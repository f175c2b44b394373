package org.sextant.chart.sideeffect;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.RecordStatus;
import org.sextant.web.representation.Versioned;

/** A side effect as the API shows it. */
@Schema(name = "SideEffect", example = """
                {"id": "01957f73-1a00-7c2d-9e41-3d7b8f0a6c95", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "effect": "NAUSEA",
                 "severity": "MODERATE", "onsetAt": "2026-03-02T09:30:00Z", "resolvedAt": "2026-03-02T09:55:00Z", "serious": false,
                 "status": "FINAL", "recordedAt": "2026-03-02T09:31:00Z", "recordedBy": "demo-nurse", "version": 2}\
                """)
record SideEffectView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) Effect effect,
        @Schema(required = true) Severity severity,
        @Schema(required = true) Instant onsetAt,

        @Schema(
                description =
                        "By how many seconds the clock was ahead that told the onset; absent where it did not say")
        Long clockOffsetSeconds,

        @Schema(description = "onsetAt by the service's clock; absent where it equals onsetAt")
        Instant correctedAt,

        @Schema(description = "Absent while it lasts") Instant resolvedAt,

        @Schema(description = "The same of the clock that told the end")
        Long resolvedClockOffsetSeconds,

        @Schema(required = true) boolean serious,
        String action,
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

    static SideEffectView of(SideEffect sideEffect) {
        return new SideEffectView(
                sideEffect.id(),
                sideEffect.sessionId(),
                sideEffect.effect(),
                sideEffect.severity(),
                sideEffect.reportedAt(),
                sideEffect.clockOffsetSeconds(),
                sideEffect.correctedAt(),
                sideEffect.resolvedAt(),
                sideEffect.resolvedClockOffsetSeconds(),
                sideEffect.serious(),
                sideEffect.action(),
                sideEffect.note(),
                sideEffect.status(),
                sideEffect.recordedAt(),
                sideEffect.recordedBy(),
                sideEffect.changedAt(),
                sideEffect.changedBy(),
                sideEffect.changeReason(),
                sideEffect.version());
    }
}
