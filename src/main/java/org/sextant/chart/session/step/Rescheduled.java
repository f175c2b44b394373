package org.sextant.chart.session.step;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One move of an appointment. The session stores the move, and the move is never edited.
 *
 * @param from the time of the appointment until then
 * @param to the new time of the appointment
 * @param by the {@code sub} of the caller
 * @param at when the service recorded the move
 */
public record Rescheduled(
        @Schema(required = true) Instant from,
        @Schema(required = true) Instant to,
        @Schema(required = true) String reason,
        @Schema(required = true) String by,
        @Schema(required = true) Instant at) {

    /** True where the other move has the same target, for the same reason and by the same person: a retry. */
    public boolean repeats(Rescheduled other) {
        return to.equals(other.to) && reason.equals(other.reason) && by.equals(other.by);
    }
}
