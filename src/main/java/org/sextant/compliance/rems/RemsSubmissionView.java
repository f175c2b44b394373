package org.sextant.compliance.rems;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** A submission as the API returns it. */
@Schema(name = "RemsSubmission", example = """
                {"id": "01957f90-1a00-7c2d-9e41-3d7b8f0a6c95", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21",
                 "submittedAt": "2026-03-04T16:00:00Z", "reference": "RM-20260304-17", "recordedAt": "2026-03-04T16:01:00Z",
                 "recordedBy": "demo-nurse", "version": 1}\
                """)
record RemsSubmissionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) Instant submittedAt,

        @Schema(description = "By how many seconds the device's clock was ahead; absent where it did not say")
        Long clockOffsetSeconds,

        String reference,
        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) String recordedBy,
        @Schema(required = true) int version)
        implements Versioned {

    static RemsSubmissionView of(RemsSubmission submission) {
        return new RemsSubmissionView(
                submission.id(),
                submission.sessionId(),
                submission.submittedAt(),
                submission.clockOffsetSeconds(),
                submission.reference(),
                submission.recordedAt(),
                submission.recordedBy(),
                submission.version());
    }
}
