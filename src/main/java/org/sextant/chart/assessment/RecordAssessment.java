package org.sextant.chart.assessment;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.record.intake.Sendable;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

/**
 * The request to record an assessment: either the answers or the total.
 *
 * @param instrument the code of the instrument
 * @param sessionId the session of the course that the assessment belongs to; absent where it belongs to no session
 * @param answers one whole number for each item, in order, null for a question that the form skips; the service
 *     computes the total
 * @param total the total, where the answers are unknown
 * @param historic true where the assessment is older than the protocol expects; not stored
 */
@Schema(example = """
                {"instrument": "PHQ-9", "takenAt": "2026-03-02T08:50:00Z", "timepoint": "BASELINE", "answers": [2, 3, 2, 2, 2, 3, 2, 2, 1]}\
                """)
public record RecordAssessment(
        UUID id,
        @NotNull @Size(max = 64) @IdentifyingText String instrument,
        @NotNull Instant takenAt,
        @NotNull Timepoint timepoint,
        UUID sessionId,

        @Schema(type = SchemaType.ARRAY, implementation = Answered.class) @Size(min = 1, max = 50)
        List<Integer> answers,

        Integer total,
        Boolean historic)
        implements Sendable {

    /**
     * The total computed from the answers, or the total that was sent.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where an answer is missing (a missing answer is never
     *     estimated), out of range or given to a question that is not asked, or where the total is not possible
     */
    public int score(Instrument scale) {
        if ((answers == null) == (total == null)) {
            throw Violations.of("", "needs either answers or total");
        }
        if (answers == null) {
            return checkedTotal(scale);
        }
        var violations = new Violations();
        scale.check(answers, violations);
        violations.refuse();
        return scale.total(answers);
    }

    private int checkedTotal(Instrument scale) {
        new Violations()
                .rejectIf(scale.needsAnswers(), "/total", "is not enough for this instrument; send its answers")
                .rejectIf(total < 0 || total > scale.maxTotal(), "/total", "must be between 0 and " + scale.maxTotal())
                .refuse();
        return total;
    }
}
