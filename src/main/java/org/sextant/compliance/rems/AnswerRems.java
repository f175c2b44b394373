package org.sextant.compliance.rems;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The items of the monitoring form that staff answer. {@link #toString()} hides the answers, so that no log line contains
 * them.
 *
 * @param firstTreatment whether the session is the patient's first treatment with esketamine, anywhere
 * @param provider the name of the provider who conducted the treatment
 * @param acceptableBefore whether the blood pressure before the dose was acceptable
 * @param acceptableAtCompletion whether the blood pressure at the end of the monitoring was acceptable
 * @param readyAfterMinutes when the patient was ready to leave, minutes after the dose
 */
@Schema(
        description = "Answers to change; what is not named stays, and null takes an answer back.",
        example = "{\"firstTreatment\": true, \"provider\": \"Dr. E. Example\", \"readyAfterMinutes\": 95}")
record AnswerRems(
        Boolean firstTreatment,
        @Size(min = 1, max = 200) String provider,
        Boolean acceptableBefore,
        Boolean acceptableAtCompletion,
        @Valid Oximetry pulseOximetry,

        @Schema(description = "From the dose on") @Min(0) @Max(1440)
        Integer readyAfterMinutes) {

    static final AnswerRems NOTHING = new AnswerRems(null, null, null, null, null, null);

    /** @param done whether the oxygen saturation was monitored */
    @Schema(name = "AnswerRemsPulseOximetry")
    record Oximetry(Boolean done) {}

    Boolean oximetryDone() {
        return pulseOximetry == null ? null : pulseOximetry.done();
    }

    @Override
    public String toString() {
        return "AnswerRems[hidden]";
    }
}
