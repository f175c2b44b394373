package org.sextant.chart.session.step;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Violations;

/**
 * The request to cancel a session.
 *
 * @param noShow true where the patient did not come; false where absent
 * @param by on whose side the cause lies; null where nobody said
 * @param cause NO_SHOW goes with {@code noShow}; null where nobody said
 */
@Schema(example = "{\"reason\": \"Patient has a cold\", \"noShow\": false, \"by\": \"PATIENT\", \"cause\": \"ILL\"}")
public record CancelSession(
        @NotBlank @Size(max = 2000) String reason,

        Boolean noShow,

        @Schema(description = "On whose side the cause lies")
        CancelledBy by,

        @Schema(description = "NO_SHOW where noShow is true, and only there")
        CancelCause cause) {

    /**
     * The cancellation at this time.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the cause and {@code noShow} contradict each other
     */
    public Cancelled at(Instant time) {
        var missed = Boolean.TRUE.equals(noShow);
        new Violations()
                .rejectIf(cause == CancelCause.NO_SHOW && !missed, "/cause", "can be NO_SHOW only where noShow is true")
                .rejectIf(
                        missed && cause != null && cause != CancelCause.NO_SHOW,
                        "/cause",
                        "must be NO_SHOW or absent where noShow is true")
                .refuse();
        return new Cancelled(time, reason, missed, by, cause);
    }
}
