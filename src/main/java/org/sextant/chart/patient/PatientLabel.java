package org.sextant.chart.patient;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What tells one patient from another beside a record of the patient. {@link #toString()} hides it. */
@Schema(
        name = "PatientLabel",
        example = "{\"mrn\": \"000123\", \"name\": {\"family\": \"Example\", \"given\": \"Alex\"}}")
public record PatientLabel(
        @Schema(required = true, description = "The medical record number")
        String mrn,

        @Schema(required = true) PersonName name) {

    @Override
    public String toString() {
        return "PatientLabel[hidden]";
    }
}
