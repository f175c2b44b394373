package org.sextant.monitoring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.web.representation.Versioned;

/** An alert as the API returns it. */
@Schema(name = "Alert", example = """
                {"id": "01957f75-0d00-7c44-8e2b-5b7a9c1d3e60", "kind": "SYSTOLIC_HIGH", "severity": "CRITICAL", "status": "OPEN",
                 "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18",
                 "patientId": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "sourceId": "01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83",
                 "sources": ["01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83"], "raisedAt": "2026-03-02T09:40:01Z", "value": 186, "limit": 180,
                 "detail": "Systolic 186 mmHg is above 180 mmHg, at 09:40 on 2026-03-02.",
                 "version": 1}\
                """)
record AlertView(
        @Schema(required = true) UUID id,
        @Schema(required = true) AlertKind kind,
        @Schema(required = true) AlertSeverity severity,
        @Schema(required = true) AlertStatus status,

        @Schema(description = "Absent for an assessment that belongs to none")
        UUID sessionId,

        @Schema(required = true) UUID courseId,
        @Schema(required = true) UUID patientId,

        @Schema(
                required = true,
                description = "The record that shows the latest of the worst; for VITALS_OVERDUE the session")
        UUID sourceId,

        @Schema(required = true, description = "All records that it stands for")
        List<UUID> sources,

        @Schema(required = true) Instant raisedAt,

        @Schema(description = "What was measured, in the unit of the measurement; for SYSTOLIC_RISE mmHg")
        BigDecimal value,

        @Schema(description = "What it was compared with; for SYSTOLIC_RISE percent")
        BigDecimal limit,

        @Schema(required = true) String detail,

        @Schema(description = "When the missed reading was due; only of VITALS_OVERDUE")
        Instant dueAt,

        @Schema(
                description =
                        "What was not measured in time; only of VITALS_OVERDUE, absent where any reading would do")
        List<RequiredMeasurement> missing,

        @Schema(
                description =
                        "Whether the reading had counted as missed before the start was recorded, so that staff who enter the"
                                + " session late may still enter it; only of VITALS_OVERDUE, absent where nobody knows")
        Boolean lateEntry,

        Instant acknowledgedAt,
        String acknowledgedBy,
        @Schema(description = "Of the acknowledgement") String note,

        @Schema(description = "Of the suicide risk, the first one first; absent without one")
        List<Review> reviews,

        @Schema(description = "When it was cleared or withdrawn")
        Instant closedAt,

        @Schema(description = "Why it was cleared or withdrawn")
        String closedReason,

        @Schema(required = true) int version)
        implements Versioned {

    static AlertView of(Alert alert) {
        return new AlertView(
                alert.id(),
                alert.kind(),
                alert.severity(),
                alert.status(),
                alert.sessionId(),
                alert.courseId(),
                alert.patientId(),
                alert.sourceId(),
                alert.sources(),
                alert.recordedAt(),
                alert.value(),
                alert.limit(),
                alert.detail(),
                alert.dueAt(),
                alert.missing().isEmpty() ? null : alert.missing(),
                alert.lateEntry(),
                alert.acknowledgedAt(),
                alert.acknowledgedBy(),
                alert.acknowledgement(),
                alert.reviews().isEmpty() ? null : alert.reviews(),
                alert.closedAt(),
                alert.closedReason(),
                alert.version());
    }
}
