package org.sextant.chart.session.step;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The person who takes the patient home. {@link #toString()} hides the name, so that no log line contains it. */
@Schema(example = "{\"name\": \"Sam Example\", \"phone\": \"+1 555 0100\"}")
public record Escort(
        @NotBlank @Size(max = 200) String name,

        @Size(min = 1, max = 50) String phone) {

    @Override
    public String toString() {
        return "Escort[hidden]";
    }
}
