package org.sextant.chart.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.RecordStatus;
import org.sextant.web.representation.Versioned;

/**
 * An assessment as the API shows it, compared with the baseline of the course on the same instrument.
 *
 * @param response null without a baseline, at and before the baseline, and where the instrument defines no response
 */
@Schema(name = "Assessment", example = """
                {"id": "01957f74-2b00-7d18-a5f3-9c6e2d4b8a71", "courseId": "01957f6e-7a20-7f11-b0c6-2f2a7d9e4c18", "instrument": "PHQ-9",
                 "takenAt": "2026-03-05T08:50:00Z", "timepoint": "PRE_SESSION", "answers": [1, 1, 1, 1, 1, 1, 1, 1, 0], "total": 8,
                 "severity": "MILD", "changeFromBaseline": -11, "percentChange": -57.9, "response": true, "remission": false, "flags": [], "suicidality": "ABSENT", "instrumentRevision": 1,
                 "status": "FINAL", "recordedAt": "2026-03-05T08:51:00Z", "recordedBy": "demo-nurse", "version": 1}\
                """)
record AssessmentView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID courseId,
        UUID sessionId,
        @Schema(required = true) String instrument,
        @Schema(required = true) Instant takenAt,

        @Schema(description = "By how many seconds the device's clock was ahead; absent where it did not say")
        Long clockOffsetSeconds,

        @Schema(description = "takenAt by the service's clock; absent where it equals takenAt")
        Instant correctedAt,

        @Schema(required = true) Timepoint timepoint,

        @Schema(
                required = true,
                description = "The form that was answered: 1, or more where the instrument has a newer form")
        int instrumentRevision,

        @Schema(type = SchemaType.ARRAY, implementation = Answered.class)
        List<Integer> answers,

        @Schema(required = true) int total,

        @JsonInclude @Schema(nullable = true, description = "A band of the instrument; null where it has none")
        String severity,

        @JsonInclude
        @Schema(nullable = true, description = "Points, negative is better; null at and before the baseline")
        Integer changeFromBaseline,

        @JsonInclude
        @Schema(
                nullable = true,
                description = "% of the baseline, negative is better; null where the baseline is 0 or missing")
        BigDecimal percentChange,

        @JsonInclude @Schema(nullable = true) Boolean response,
        @JsonInclude @Schema(nullable = true) Boolean remission,
        @Schema(required = true) List<Flag> flags,

        @Schema(required = true, description = "NOT_ASKED where only a total is known, or nothing asks for it")
        Suicidality suicidality,

        @Schema(required = true) RecordStatus status,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,

        @Schema(description = "When it was last amended or marked as entered in error; absent where it never was")
        Instant changedAt,

        String changedBy,
        String changeReason,
        @Schema(required = true) int version)
        implements Versioned {

    static AssessmentView of(Assessment assessment, Instrument instrument, Baselines baselines) {
        var score = assessment.score();
        var baseline = baselines.before(assessment);
        return new AssessmentView(
                assessment.id(),
                assessment.courseId(),
                assessment.sessionId(),
                assessment.instrument(),
                assessment.reportedAt(),
                assessment.clockOffsetSeconds(),
                assessment.correctedAt(),
                assessment.timepoint(),
                instrument.revisionOf(assessment.answers()),
                assessment.answers(),
                assessment.total(),
                instrument.severity(assessment.total(), assessment.answers()).orElse(null),
                baseline == null ? null : score.total() - baseline.total(),
                baseline == null ? null : score.percentChangeFrom(baseline),
                baseline == null
                        ? null
                        : instrument.response(baseline.total(), score.total()).orElse(null),
                instrument.remission(assessment.total()).orElse(null),
                instrument.flags(assessment.answers()),
                instrument.suicidality(assessment.answers()),
                assessment.status(),
                assessment.recordedAt(),
                assessment.recordedBy(),
                assessment.changedAt(),
                assessment.changedBy(),
                assessment.changeReason(),
                assessment.version());
    }
}
