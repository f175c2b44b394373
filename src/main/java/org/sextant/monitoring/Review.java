package org.sextant.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.safety.ReviewDecision;

/**
 * A prescriber's review of the suicide risk, as stored and as shown. {@link #toString()} hides the content, so that no
 * log line contains it.
 *
 * @param reviewedBy the {@code sub} of the prescriber
 * @param answers the answers that the alert stood for at the review, the last one of each instrument
 */
@Schema(name = "Review")
record Review(
        @Schema(required = true) ReviewDecision decision,

        @Schema(required = true, description = "Whether the patient has a safety plan")
        boolean safetyPlan,

        String note,
        @Schema(required = true) Instant reviewedAt,
        @Schema(required = true) String reviewedBy,

        @Schema(required = true, description = "What was reviewed: the last answers on each instrument")
        List<Answer> answers) {

    /**
     * The answers of one assessment to the items that can raise the flag.
     *
     * @param takenAt by the service's clock
     * @param answer in the order of the items
     * @param severity null where the severity of the instrument depends on the total
     */
    @Schema(name = "ReviewedAnswer")
    record Answer(
            @Schema(required = true) String instrument,
            @Schema(required = true) Instant takenAt,
            @Schema(required = true) List<Integer> answer,
            String severity) {}

    /** True where the other review says the same of the same answers: one of the two is a retry. */
    boolean repeats(Review other) {
        return decision == other.decision
                && safetyPlan == other.safetyPlan
                && Objects.equals(note, other.note)
                && reviewedBy.equals(other.reviewedBy)
                && answers.equals(other.answers);
    }

    @Override
    public String toString() {
        return "Review[hidden]";
    }
}
