package org.sextant.chart.session;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction of a step as the API shows it. */
@Schema(name = "SessionCorrection", example = """
                {"id": "01957f75-2b00-7a1c-8f30-6d2e9b4c7a10", "sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "step": "CHECK_IN",
                 "before": {"weightKg": 72}, "after": {"weightKg": 27}, "reason": "Digits were swapped", "correctedBy": "nurse-1",
                 "correctedAt": "2026-03-02T09:20:00Z", "sessionVersion": 3}\
                """)
record SessionCorrectionView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID sessionId,
        @Schema(required = true) CorrectedStep step,

        @Schema(required = true, description = "The members that changed, before; a member that was absent is missing")
        Map<String, Object> before,

        @Schema(required = true, description = "The members that changed, since; a member that was removed is missing")
        Map<String, Object> after,

        @Schema(required = true) String reason,
        @Schema(required = true) String correctedBy,
        @Schema(required = true) Instant correctedAt,

        @Schema(required = true, description = "The version of the session that was corrected")
        int sessionVersion) {

    static SessionCorrectionView of(SessionCorrection correction) {
        return new SessionCorrectionView(
                correction.id(),
                correction.sessionId(),
                correction.step(),
                correction.before(),
                correction.after(),
                correction.reason(),
                correction.recordedBy(),
                correction.recordedAt(),
                correction.sessionVersion());
    }
}
