package org.sextant.compliance.rems;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** One version of the answers of staff. */
@Schema(name = "RemsAnswers", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "firstTreatment": true, "provider": "Dr. E. Example",
                 "readyAfterMinutes": 95, "answeredAt": "2026-03-02T11:25:00Z", "answeredBy": "demo-nurse", "version": 1}\
                """)
record RemsAnswersView(
        @Schema(required = true) UUID sessionId,
        @JsonUnwrapped AnswerRems answers,
        @Schema(required = true) Instant answeredAt,
        @Schema(required = true) String answeredBy,
        @Schema(required = true) int version)
        implements Versioned {

    static RemsAnswersView of(RemsAnswers answers) {
        return new RemsAnswersView(
                answers.sessionId(), answers.content(), answers.changedAt(), answers.changedBy(), answers.version());
    }
}
