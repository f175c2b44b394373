package org.sextant.exchange.imports.line;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.sextant.rules.safety.ReviewDecision;

/** A prescriber's review of the suicide risk of the past, with the answers that were reviewed. */
public record ReviewLine(
        @NotNull ReviewDecision decision,
        @NotNull Boolean safetyPlan,
        @Size(min = 1, max = 2000) String note,
        @NotNull Instant reviewedAt,

        @NotBlank @Size(max = 255) String reviewedBy,

        @NotNull List<@NotNull @Valid Answer> answers) {

    /** The last answers on one instrument. */
    public record Answer(
            @NotBlank @Size(max = 64) String instrument,
            @NotNull Instant takenAt,
            @NotNull List<Integer> answer,
            @Size(min = 1, max = 64) String severity) {

        @Override
        public String toString() {
            return "Answer[hidden]";
        }
    }

    @Override
    public String toString() {
        return "ReviewLine[hidden]";
    }
}
