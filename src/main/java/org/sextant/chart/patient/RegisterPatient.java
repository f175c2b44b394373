package org.sextant.chart.patient;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The request to register a patient of the clinic.
 *
 * @param childbearing UNKNOWN where absent
 */
@Schema(example = """
                {"mrn": "MRN-1001", "name": {"family": "Example", "given": "Alex"}, "birthDate": "1984-05-17", "sex": "FEMALE"}\
                """)
record RegisterPatient(
        UUID id,
        @NotBlank @Size(max = 64) @IdentifyingText String mrn,
        @NotNull @Valid PersonName name,
        @NotNull LocalDate birthDate,
        @NotNull Sex sex,
        Childbearing childbearing) {

    PatientDetails details() {
        return new PatientDetails(mrn, name, birthDate, sex, childbearing);
    }
}
