package org.sextant.chart.patient;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The details of a patient that can be changed.
 *
 * @param mrn the medical record number, unique in a clinic
 * @param childbearing UNKNOWN where absent
 */
@Schema(description = "Members to change; what is not named stays.", example = "{\"name\": {\"given\": \"Alexandra\"}}")
record PatientDetails(
        @NotBlank @Size(max = 64) @IdentifyingText String mrn,
        @NotNull @Valid PersonName name,
        @NotNull LocalDate birthDate,
        @NotNull Sex sex,
        Childbearing childbearing) {

    PatientDetails {
        childbearing = childbearing == null ? Childbearing.UNKNOWN : childbearing;
    }

    PatientDetails withMrn(String number) {
        return new PatientDetails(number, name, birthDate, sex, childbearing);
    }
}
