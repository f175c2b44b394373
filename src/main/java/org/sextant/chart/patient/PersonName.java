package org.sextant.chart.patient;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person's name. {@link #toString()} hides the name, so that no log line contains it. */
@Schema(example = "{\"family\": \"Example\", \"given\": \"Alex\"}")
public record PersonName(
        @NotBlank @Size(max = 200) String family,
        @NotBlank @Size(max = 200) String given) {

    @Override
    public String toString() {
        return "PersonName[hidden]";
    }
}
