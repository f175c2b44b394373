package org.sextant.chart.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** A patient as the API shows them. */
@Schema(name = "Patient", example = """
                {"id": "01957f6e-5c00-7b3a-9d51-6a1c0e8f2b47", "mrn": "MRN-1001", "name": {"family": "Example", "given": "Alex"},
                 "birthDate": "1984-05-17", "sex": "FEMALE", "childbearing": "UNKNOWN", "recordedAt": "2026-03-02T09:00:00Z", "version": 1}\
                """)
record PatientView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String mrn,
        @Schema(required = true) PersonName name,
        @Schema(required = true) LocalDate birthDate,
        @Schema(required = true) Sex sex,

        @Schema(required = true, description = "Whether clearances such as a pregnancy test are asked; UNKNOWN asks")
        Childbearing childbearing,

        @Schema(required = true) Instant recordedAt,
        @Schema(required = true) int version)
        implements Versioned {

    static PatientView of(Patient patient) {
        var details = patient.details();
        return new PatientView(
                patient.id(),
                details.mrn(),
                details.name(),
                details.birthDate(),
                details.sex(),
                details.childbearing(),
                patient.recordedAt(),
                patient.version());
    }
}
