package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

/** What staff answered on the REMS monitoring form of a session of the past. */
public record RemsAnswersLine(
        Boolean firstTreatment,
        @Size(min = 1, max = 200) String provider,
        Boolean acceptableBefore,
        Boolean acceptableAtCompletion,
        Boolean oximetryDone,
        @Min(0) @Max(1440) Integer readyAfterMinutes) {

    @Override
    public String toString() {
        return "RemsAnswersLine[hidden]";
    }
}
