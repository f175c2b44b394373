package org.sextant.chart.dose;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.RecordStatus;
import org.sextant.rules.protocol.Route;
import org.sextant.rules.safety.Verdict;
import org.sextant.web.representation.Versioned;

/** A further dose as the API shows it. */
@Schema(name = "Dose", example = """
                {"id": "01957f73-9b00-7a6e-8c10-7e4d1b5f3a30", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "mg": 20,
                 "givenAt": "2026-03-02T09:30:00Z", "route": "IM", "reason": "Too little effect of the first injection",
                 "status": "FINAL", "recordedAt": "2026-03-02T09:31:00Z", "recordedBy": "demo-nurse", "version": 1}\
                """)
record DoseView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true, description = "mg") BigDecimal mg,
        @Schema(required = true) Instant givenAt,

        @Schema(description = "By how many seconds the device's clock was ahead; absent where it did not say")
        Long clockOffsetSeconds,

        @Schema(description = "givenAt by the service's clock; absent where it equals givenAt")
        Instant correctedAt,

        @Schema(description = "Absent where it is the route of the protocol")
        Route route,

        @Schema(description = "Absent where it is the lot of the session")
        String lot,

        @Schema(required = true) String reason,

        @Schema(description = "Why a prescriber gave it although a rule forbade it")
        String overrideReason,

        @Schema(description = "What was remarkable when it was recorded; absent of an imported dose")
        List<Verdict> verdicts,

        @Schema(required = true) RecordStatus status,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,

        @Schema(description = "When it was last amended or marked as entered in error; absent where it never was")
        Instant changedAt,

        String changedBy,
        String changeReason,
        @Schema(required = true) int version)
        implements Versioned {

    static DoseView of(Dose dose) {
        return new DoseView(
                dose.id(),
                dose.sessionId(),
                dose.mg(),
                dose.reportedAt(),
                dose.clockOffsetSeconds(),
                dose.correctedAt(),
                dose.route(),
                dose.lot(),
                dose.reason(),
                dose.overrideReason(),
                dose.verdicts(),
                dose.status(),
                dose.recordedAt(),
                dose.recordedBy(),
                dose.changedAt(),
                dose.changedBy(),
                dose.changeReason(),
                dose.version());
    }
}
